namespace WorkflowItsm.Itsm.Fields;

/// <summary>Labels of tables are written in both languages, <c>影响 / Impact</c>.</summary>
internal static class BothLanguages
{
    private const string Between = " / ";

    /// <summary>The halves of a label; the whole for both languages where it has no halves.</summary>
    public static Words Of(string label) =>
        label.IndexOf(Between, StringComparison.Ordinal) is > 0 and var at && label[..at].Any(IsChinese)
            ? new(label[(at + Between.Length)..].Trim(), label[..at].Trim())
            : new(label, label);

    private static bool IsChinese(char letter) => letter is >= '\u4e00' and <= '\u9fff';
}
