namespace WorkflowItsm.Web.Words;

/// <summary>The words of the page of schedules.</summary>
public sealed class SchedulesWords;
