namespace WorkflowItsm.Web.Words;

/// <summary>The words of explained decisions, on the desk as in the designer.</summary>
public sealed class RuleWords;
