namespace WorkflowItsm.Web.Words;

/// <summary>The words that MudBlazor's components bring themselves, by its own keys.</summary>
public sealed class ComponentWords;
