using System.Text;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Zeebe;

/// <summary>Takes FEEL texts of another engine apart without reading them as a tree; what comes out is checked by compiling it.</summary>
internal static class FeelPieces
{
    private static readonly FeelScope s_open = new([], open: true);

    /// <summary>The compiled text; null when it is no FEEL that is known here.</summary>
    public static FeelExpression? Compiled(string feel) => FeelExpression.Compile(feel, s_open).Value;

    /// <summary>The text that an expression has in every case; null of others.</summary>
    public static string? Text(string? feel) =>
        feel is not null && Compiled(feel) is { IsConstant: true } constant && Value(constant).TryGetString(out var text) ? text : null;

    /// <summary>Whether an expression gives a text or nothing, as far as can be seen.</summary>
    public static bool IsText(string feel) => feel.StartsWith('"') || Text(feel) is not null;

    /// <summary>Whether an expression is a name, or names with points between them.</summary>
    public static bool IsPath(string feel) => feel.All(sign => IsNamed(sign) || sign == '.');

    /// <summary>The entries of a text that is one context, <c>{a: 1, "b": 2}</c>, as they are written; null when it is anything else.</summary>
    public static IReadOnlyList<(string Key, string Feel)>? Entries(string feel)
    {
        var text = feel.Trim();
        if (!text.StartsWith('{') || !text.EndsWith('}') || Compiled(text) is not { } whole || !Value(whole).TryGetContext(out var there)) return null;
        var entries = new List<(string Key, string Feel)>();
        foreach (var (from, colon, to) in Places(text))
        {
            if (colon < 0) return null;
            var key = WithoutComments(text[from..colon]).Trim();
            entries.Add((Text(key) ?? key, text[(colon + 1)..to].Trim()));
        }
        return entries.Select(entry => entry.Key).SequenceEqual(there.Keys, StringComparer.Ordinal) && entries.TrueForAll(entry => Compiled(entry.Feel) is not null) ? entries : null;
    }

    /// <summary>A context of entries.</summary>
    public static string Context(IEnumerable<(string Key, string Feel)> entries) => $"{{{string.Join(", ", entries.Select(entry => $"{FeelText.Quoted(entry.Key)}: {entry.Feel}"))}}}";

    /// <summary>The same expression with another name for a variable; null when that would mean something else.</summary>
    public static string? Renamed(string feel, string before, string after)
    {
        if (Compiled(feel) is not { } was || was.Names.Items.Contains(after)) return null;
        if (!was.Names.Items.Contains(before)) return feel;
        var renamed = new StringBuilder();
        for (var at = 0; at < feel.Length;)
        {
            var end = IsNamed(feel[at]) ? EndOfName(feel, at) : Beyond(feel, at);
            var piece = feel[at..end];
            renamed.Append(piece == before && !feel[..at].TrimEnd().EndsWith('.') && !feel[end..].TrimStart().StartsWith(':') ? after : piece);
            at = end;
        }
        var expected = was.Names.Items.Select(name => name == before ? after : name).ToHashSet(StringComparer.Ordinal);
        return Compiled(renamed.ToString()) is { } now && expected.SetEquals(now.Names.Items) ? renamed.ToString() : null;
    }

    private static FeelValue Value(FeelExpression expression) => expression.Evaluate(FeelContext.Empty, new(DateTimeOffset.UnixEpoch));

    /// <summary>Where the entries of a context begin and end, and where the key of each does.</summary>
    private static IEnumerable<(int From, int Colon, int To)> Places(string text)
    {
        var (depth, from, colon) = (0, 1, -1);
        for (var at = 0; at < text.Length; at = Beyond(text, at))
        {
            if (text[at] is '{' or '[' or '(') depth++;
            if (text[at] is '}' or ']' or ')') depth--;
            if (depth == 1 && text[at] == ':' && colon < 0) colon = at;
            if ((depth != 1 || text[at] != ',') && depth != 0) continue;
            if (WithoutComments(text[from..at]).Trim().Length > 0) yield return (from, colon, at);
            (from, colon) = (at + 1, -1);
        }
    }

    private static string WithoutComments(string text)
    {
        var bare = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var end = Beyond(text, at);
            if (text[at] != '/' || end == at + 1) bare.Append(text, at, end - at);
            at = end;
        }
        return bare.ToString();
    }

    /// <summary>The place behind a sign, a text in quotes or a comment.</summary>
    private static int Beyond(string text, int at)
    {
        if (text[at] == '"')
        {
            for (at++; at < text.Length && text[at] != '"'; at++)
                if (text[at] == '\\') at++;
            return Math.Min(at + 1, text.Length);
        }
        if (text[at] != '/' || at + 1 == text.Length || text[at + 1] is not ('/' or '*')) return at + 1;
        var close = text[at + 1] == '/' ? "\n" : "*/";
        return text.IndexOf(close, at + 2, StringComparison.Ordinal) is >= 0 and var end ? end + close.Length : text.Length;
    }

    private static int EndOfName(string text, int at)
    {
        while (at < text.Length && IsNamed(text[at])) at++;
        return at;
    }

    private static bool IsNamed(char sign) => char.IsLetterOrDigit(sign) || sign == '_';
}
