using System.Globalization;

namespace WorkflowItsm.Web.Sessions;

/// <summary>The language of the screens: English or Simplified Chinese, as the person's browser wants or the person chose.</summary>
public static class ScreenLanguage
{
    /// <summary>The culture names, the default first.</summary>
    public static IReadOnlyList<string> Cultures { get; } = ["en", "zh-Hans"];

    /// <summary><c>zh</c> or <c>en</c>: for words that definitions carry in both languages.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "zh" : "en";

    /// <summary>The tag of the document's language.</summary>
    public static string Tag => Current == "zh" ? "zh-Hans" : "en";
}
