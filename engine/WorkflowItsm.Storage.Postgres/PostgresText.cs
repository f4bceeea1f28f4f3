using System.Text;

namespace WorkflowItsm.Storage.Postgres;

/// <summary>
/// Texts as PostgreSQL can keep them. It knows no U+0000, and an index takes some 2,700 bytes. What a ticket exactly
/// says is kept beside as bytes; this is for finding it. Ids never come here changed: the runtime refuses such ids.
/// </summary>
internal static class PostgresText
{
    /// <summary>The longest text of an indexed column: with four bytes a letter it fits an index.</summary>
    public const int MaxIndexed = 500;

    /// <summary>The longest text of a column that is in an index with others and holds a number or a time.</summary>
    public const int MaxShort = 40;

    /// <summary>The text with U+FFFD for what PostgreSQL does not know: U+0000, and halves of pairs.</summary>
    public static string Of(string text)
    {
        var letters = text.AsSpan();
        if (!letters.Contains('\0') && !letters.ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }

    /// <summary>The same, cut to what an index takes.</summary>
    public static string Indexed(string text) => Cut(text, MaxIndexed);

    /// <summary>The same, cut to what an index takes beside other columns.</summary>
    public static string Short(string text) => Cut(text, MaxShort);

    private static string Cut(string text, int length) => Of(text.Length <= length ? text : text[..length]);
}
