using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>Values and texts inside sentences, kept short enough to read.</summary>
internal static class Say
{
    private const int Longest = 80;

    public static string Value(FeelValue value) => Short(value.ToString() ?? "null");

    public static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest), "…");
    }
}
