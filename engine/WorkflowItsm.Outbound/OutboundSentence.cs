namespace WorkflowItsm.Outbound;

/// <summary>Why a call did not succeed, in both languages.</summary>
/// <param name="En">In English.</param>
/// <param name="Zh">In Simplified Chinese.</param>
public sealed record OutboundSentence(string En, string Zh);
