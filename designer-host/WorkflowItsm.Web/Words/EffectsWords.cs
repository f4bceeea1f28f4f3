namespace WorkflowItsm.Web.Words;

/// <summary>The words of what is done outside, and of what of it was given up.</summary>
public sealed class EffectsWords;
