namespace WorkflowItsm.Web.Rules;

/// <summary>Labels of tables that hold both languages, as ours do: <c>影响 / Impact</c>.</summary>
internal static class LabelText
{
    private const string Between = " / ";

    /// <summary>The half in a language; the whole label where it has no halves.</summary>
    public static string In(string label, string language) =>
        label.IndexOf(Between, StringComparison.Ordinal) is > 0 and var at && label[..at].Any(IsChinese)
            ? language == "zh" ? label[..at] : label[(at + Between.Length)..]
            : label;

    private static bool IsChinese(char letter) => letter is >= '\u4e00' and <= '\u9fff';
}
