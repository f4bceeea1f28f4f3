namespace WorkflowItsm.Web.Words;

/// <summary>The words of the frame around the pages.</summary>
public sealed class ShellWords;
