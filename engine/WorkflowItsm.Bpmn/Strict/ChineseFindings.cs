using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>The findings of the strict profile in Simplified Chinese.</summary>
internal static class ChineseFindings
{
    public static SentenceBook Book { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
    });
}
