namespace WorkflowItsm.Web.Words;

/// <summary>The words of the page of the handbook.</summary>
public sealed class HandbookWords;
