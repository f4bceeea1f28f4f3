using System.Text;

namespace WorkflowItsm.Bpmn.Import.Juel;

/// <summary>What a token is.</summary>
internal enum JuelKind
{
    /// <summary>A name or a word that is an operator.</summary>
    Word,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A sign.</summary>
    Sign,

    /// <summary>After the last.</summary>
    End,
}

/// <summary>A token of an expression.</summary>
internal readonly record struct JuelToken(JuelKind Kind, string Text);

/// <summary>Cuts the inside of <c>${…}</c> into tokens.</summary>
internal static class JuelLexer
{
    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "<", ">", "!", "?", ":", ".", ",", "(", ")", "[", "]"];

    /// <summary>The tokens with one at the end; null where a sign has no meaning or a text does not end.</summary>
    public static List<JuelToken>? Cut(string text)
    {
        var tokens = new List<JuelToken>();
        for (var at = 0; at < text.Length;)
        {
            var first = text[at];
            if (char.IsWhiteSpace(first)) at++;
            else if (first is '\'' or '"')
            {
                if (Quoted(text, ref at) is not { } quoted) return null;
                tokens.Add(new(JuelKind.Text, quoted));
            }
            else if (char.IsAsciiDigit(first) || (first == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))) tokens.Add(new(JuelKind.Number, Number(text, ref at)));
            else if (char.IsLetter(first) || first is '_' or '$')
            {
                var begin = at;
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '$')) at++;
                tokens.Add(new(JuelKind.Word, text[begin..at]));
            }
            else
            {
                var rest = text.AsSpan(at);
                var sign = "";
                foreach (var one in Signs)
                {
                    if (!rest.StartsWith(one, StringComparison.Ordinal)) continue;
                    sign = one;
                    break;
                }
                if (sign.Length == 0) return null;
                tokens.Add(new(JuelKind.Sign, sign));
                at += sign.Length;
            }
        }
        tokens.Add(new(JuelKind.End, ""));
        return tokens;
    }

    private static string? Quoted(string text, ref int at)
    {
        var quote = text[at++];
        var value = new StringBuilder();
        for (; at < text.Length; at++)
        {
            if (text[at] == quote)
            {
                at++;
                return value.ToString();
            }
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            value.Append(text[at]);
        }
        return null;
    }

    private static string Number(string text, ref int at)
    {
        var begin = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))) at++;
        if (at + 1 < text.Length && text[at] is 'e' or 'E' && (char.IsAsciiDigit(text[at + 1]) || (text[at + 1] is '+' or '-' && at + 2 < text.Length && char.IsAsciiDigit(text[at + 2]))))
        {
            at += 2;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        }
        return text[begin..at];
    }
}
