namespace WorkflowItsm.Web.Words;

/// <summary>The words of inbox, report and ticket.</summary>
public sealed class DeskWords;
