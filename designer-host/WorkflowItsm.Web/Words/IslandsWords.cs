namespace WorkflowItsm.Web.Words;

/// <summary>The words of the islands that C# gives them.</summary>
public sealed class IslandsWords;
