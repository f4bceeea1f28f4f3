using System.Text;
using System.Text.RegularExpressions;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>Regular expressions of XPath (which FEEL uses, DMN 1.5, clause 10.3.4.3) in the syntax of .NET.</summary>
internal static class XPathPattern
{
    private const string NameStart = @"_:A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF"
        + @"\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD";
    private const string NamePart = NameStart + @"\-.0-9\u00B7\u0300-\u036F\u203F\u2040";

    /// <summary>The pattern for .NET; null when it is none of XPath.</summary>
    public static string? Translate(string pattern, string flags)
    {
        if (flags.Contains('q')) return Regex.Escape(pattern);
        var result = new StringBuilder(pattern.Length + 16);
        var inClass = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\')
            {
                if (++i == pattern.Length || Escape(pattern[i], inClass > 0) is not { } escape) return null;
                result.Append(escape);
            }
            else if (inClass > 0)
            {
                inClass += c == '[' ? 1 : c == ']' ? -1 : 0;
                result.Append(c);
            }
            else if (c == '[')
            {
                inClass++;
                result.Append(c);
            }
            else if (c == '(' && i + 1 < pattern.Length && pattern[i + 1] == '?' && (i + 2 == pattern.Length || pattern[i + 2] != ':'))
            {
                return null;
            }
            else if (c == '$' && !flags.Contains('m'))
            {
                // In .NET a plain $ also holds before a last line feed.
                result.Append(@"\z");
            }
            else if (!flags.Contains('x') || !char.IsWhiteSpace(c))
            {
                result.Append(c);
            }
        }

        return inClass == 0 ? result.ToString() : null;
    }

    /// <summary>The replacement for .NET; null when a <c>$</c> or <c>\</c> stands alone.</summary>
    public static string? Replacement(string replacement, bool literal)
    {
        if (literal) return replacement.Replace("$", "$$", StringComparison.Ordinal);
        var result = new StringBuilder(replacement.Length + 8);
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            var next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            switch (c)
            {
                case '\\' when next is '\\' or '$':
                    result.Append(next == '$' ? "$$" : "\\");
                    i++;
                    break;
                case '$' when char.IsAsciiDigit(next):
                    result.Append("${").Append(next).Append('}');
                    i++;
                    break;
                case '\\' or '$':
                    return null;
                default:
                    result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }

    private static string? Escape(char c, bool inClass) => c switch
    {
        'i' => inClass ? NameStart : $"[{NameStart}]",
        'I' when !inClass => $"[^{NameStart}]",
        'c' => inClass ? NamePart : $"[{NamePart}]",
        'C' when !inClass => $"[^{NamePart}]",
        'n' or 'r' or 't' or 's' or 'S' or 'd' or 'D' or 'w' or 'W' or 'p' or 'P' => "\\" + c,
        >= '1' and <= '9' when !inClass => "\\" + c,
        _ when char.IsAsciiLetterOrDigit(c) => null,
        _ => "\\" + c,
    };
}
