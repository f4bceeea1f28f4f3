using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Juel;

/// <summary>A text said in FEEL, or why it cannot be. Exactly one of the two is null.</summary>
internal sealed record Translation(string? Feel, Sentence? Reason);

/// <summary>Texts that may hold <c>${…}</c> or <c>#{…}</c>: one alone is its value, several with words between them are joined to a text.</summary>
internal static class JuelTemplate
{
    /// <summary>Longer ones are programs, which are read by nobody; reading them costs time and depth.</summary>
    private const int MaxLength = 4_000;

    private static readonly FeelScope s_open = new([], open: true);

    /// <summary>Whether a text holds an expression.</summary>
    public static bool IsExpression(string text) => text.Contains("${", StringComparison.Ordinal) || text.Contains("#{", StringComparison.Ordinal);

    /// <summary>The FEEL of a text; without an expression it is a literal.</summary>
    public static Translation Translate(string text)
    {
        var trimmed = text.Trim();
        if (!IsExpression(trimmed)) return new(FeelText.Quoted(text), null);
        if (trimmed.Length > MaxLength) return new(null, $"it is longer than {MaxLength} characters.");
        if (Split(trimmed) is not { } parts) return new(null, "an expression in it has no end.");
        var feel = new JuelToFeel();
        var said = new List<FeelText>();
        foreach (var (isExpression, part) in parts)
        {
            if (!isExpression)
            {
                said.Add(FeelText.Value(FeelText.Quoted(part)));
                continue;
            }
            if (JuelParser.Read(part) is not { } node) return new(null, $"\"{Reading.Words.Short(part)}\" is no expression that can be read.");
            if (feel.Say(node) is not { } value) return new(null, feel.Reason ?? "a number in it is too large.");
            said.Add(parts.Count == 1 ? value : FeelText.Value($"string({value.Text})"));
        }
        var whole = string.Join(" + ", said.Select(part => part.In(parts.Count == 1 ? Binding.Choice : Binding.Sum)));
        return Compiles(whole) ? new(whole, null) : new(null, "a name in it is a word of FEEL, or cannot be written in FEEL.");
    }

    private static bool Compiles(string feel) => FeelExpression.Compile(feel, s_open).Value is not null;

    private static List<(bool IsExpression, string Text)>? Split(string text)
    {
        var parts = new List<(bool, string)>();
        var begin = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ('$' or '#') || at + 1 >= text.Length || text[at + 1] != '{') continue;
            if (at > begin) parts.Add((false, text[begin..at]));
            if (EndOf(text, at + 2) is not (>= 0 and var end)) return null;
            parts.Add((true, text[(at + 2)..end]));
            at = end;
            begin = end + 1;
        }
        if (begin < text.Length) parts.Add((false, text[begin..]));
        return parts;
    }

    /// <summary>The brace that ends an expression: not one inside of a text.</summary>
    private static int EndOf(string text, int at)
    {
        char? quote = null;
        for (; at < text.Length; at++)
        {
            if (quote is { } open)
            {
                if (text[at] == '\\') at++;
                else if (text[at] == open) quote = null;
            }
            else if (text[at] is '\'' or '"') quote = text[at];
            else if (text[at] == '}') return at;
        }
        return -1;
    }
}
