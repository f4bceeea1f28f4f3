using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>
/// Regular expressions of XPath (which FEEL uses, DMN 1.5, clause 10.3.4.3) in the syntax of .NET. What XPath does not allow is no
/// pattern, even where .NET would take it.
/// </summary>
internal ref struct XPathPattern
{
    private const string NameStart = @"_:A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF"
        + @"\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD";
    private const string NamePart = NameStart + @"\-.0-9\u00B7\u0300-\u036F\u203F\u2040";
    private const string Blanks = @" \t\n\r";
    private const string Astral = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    private const int DeepestGroups = 100;

    private readonly string _pattern;
    private readonly bool _dotAll;
    private readonly bool _lines;
    private readonly StringBuilder _result = new();
    private readonly List<int> _closed = [];
    private int _at;
    private int _groups;
    private int _depth;
    private int _choices;
    private bool _repeats;
    private bool _repeatsChoices;

    private XPathPattern(string pattern, string flags)
    {
        _pattern = flags.Contains('x') ? WithoutBlanks(pattern) : pattern;
        _dotAll = flags.Contains('s');
        _lines = flags.Contains('m');
    }

    /// <summary>The pattern for .NET; null when it is none of XPath.</summary>
    public static Translation? Translate(string pattern, string flags)
    {
        if (flags.Contains('q')) return new(Regex.Escape(pattern), 0, 0);
        var reader = new XPathPattern(pattern, flags);
        if (!reader.Alternatives() || reader._at < reader._pattern.Length) return null;
        var tries = !reader._repeats ? 0 : reader._repeatsChoices ? int.MaxValue : reader._choices + 1;
        return new(reader._result.ToString(), reader._groups, tries);
    }

    /// <param name="Text">The pattern for .NET.</param>
    /// <param name="Groups">How many groups it has.</param>
    /// <param name="Tries">
    /// Zero without back references. With them matching has to try: at most the input's length to this power; the greatest number where
    /// choices nest, so that nobody can tell.
    /// </param>
    public sealed record Translation(string Text, int Groups, int Tries);

    /// <summary>
    /// The replacement for .NET; null when a <c>$</c> or <c>\</c> stands alone. Digits behind <c>$</c> count as long as there is such a
    /// group; a single digit without a group is nothing.
    /// </summary>
    public static string? Replacement(string replacement, bool literal, int groups)
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
                    var group = next - '0';
                    i++;
                    while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && group * 10 + replacement[i + 1] - '0' <= groups)
                        group = group * 10 + replacement[++i] - '0';
                    if (group <= groups) result.Append(CultureInfo.InvariantCulture, $"${{{group}}}");
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

    private readonly bool AtEnd => _at >= _pattern.Length;

    private readonly char Current => AtEnd ? '\0' : _pattern[_at];

    /// <summary>Blanks go, except inside classes.</summary>
    private static string WithoutBlanks(string pattern)
    {
        var (result, depth) = (new StringBuilder(pattern.Length), 0);
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (depth == 0 && c is ' ' or '\t' or '\n' or '\r') continue;
            result.Append(c);
            if (c == '\\' && i + 1 < pattern.Length && (depth > 0 || !char.IsWhiteSpace(pattern[i + 1]))) result.Append(pattern[++i]);
            else depth = Math.Max(0, depth + (c == '[' ? 1 : c == ']' ? -1 : 0));
        }

        return result.ToString();
    }

    private bool Alternatives()
    {
        if (++_depth > DeepestGroups || !Branch()) return false;
        while (Current == '|')
        {
            _result.Append('|');
            _at++;
            _choices++;
            if (!Branch()) return false;
        }

        _depth--;
        return true;
    }

    private bool Branch()
    {
        while (!AtEnd && Current is not ('|' or ')'))
        {
            var before = _choices;
            if (!Atom() || !Quantifier(_choices > before)) return false;
        }

        return true;
    }

    private bool Atom()
    {
        var c = _pattern[_at];
        switch (c)
        {
            case '(': return Group();
            case '[': return Class();
            case '\\': return Escape();
            case '.':
                _at++;
                _result.Append(_dotAll ? $@"(?:{Astral}|[\s\S])" : $@"(?:{Astral}|[^\n\r])");
                return true;
            case '^':
                _at++;
                _result.Append('^');
                return true;
            case '$':
                _at++;
                // In .NET a plain $ also holds before a last line feed.
                _result.Append(_lines ? "$" : @"\z");
                return true;
            case '?' or '*' or '+' or '{' or '}' or ')' or ']': return false;
            default: return Literal();
        }
    }

    private bool Literal()
    {
        if (char.IsSurrogate(Current) && Rune.TryGetRuneAt(_pattern, _at, out var rune) && rune.Utf16SequenceLength == 2)
        {
            _result.Append("(?:").Append(rune.ToString()).Append(')');
            _at += 2;
            return true;
        }

        _result.Append(Regex.Escape(_pattern[_at..++_at]));
        return true;
    }

    private bool Group()
    {
        _at++;
        var number = 0;
        if (Current == '?')
        {
            if (string.CompareOrdinal(_pattern, _at, "?:", 0, 2) != 0) return false;
            _at += 2;
            _result.Append("(?:");
        }
        else
        {
            number = ++_groups;
            _result.Append('(');
        }

        if (!Alternatives() || Current != ')') return false;
        _at++;
        _result.Append(')');
        if (number > 0) _closed.Add(number);
        return true;
    }

    private bool Quantifier(bool ofChoices)
    {
        switch (Current)
        {
            case '?' or '*' or '+':
                _result.Append(_pattern[_at++]);
                break;
            case '{':
                var end = _pattern.IndexOf('}', _at);
                if (end < 0 || Counts(_pattern.AsSpan(_at + 1, end - _at - 1)) is not { } counts) return false;
                _result.Append('{').Append(counts).Append('}');
                _at = end + 1;
                break;
            default: return true;
        }

        if (Current == '?') _result.Append(_pattern[_at++]);
        _choices++;
        _repeatsChoices |= ofChoices;
        return true;
    }

    private static string? Counts(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOf(',');
        var low = comma < 0 ? text : text[..comma];
        var high = comma < 0 ? text : text[(comma + 1)..];
        if (!int.TryParse(low, NumberStyles.None, CultureInfo.InvariantCulture, out var least)) return null;
        if (comma >= 0 && high.IsEmpty) return text.ToString();
        return int.TryParse(high, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && least <= most ? text.ToString() : null;
    }

    private bool Escape()
    {
        if (++_at >= _pattern.Length) return false;
        var c = _pattern[_at];
        if (c is >= '1' and <= '9')
        {
            var group = c - '0';
            _at++;
            while (char.IsAsciiDigit(Current) && group * 10 + Current - '0' <= _groups) group = group * 10 + _pattern[_at++] - '0';
            // A group can only be repeated once it is closed.
            if (!_closed.Contains(group)) return false;
            _repeats = true;
            _result.Append(CultureInfo.InvariantCulture, $@"(?:\{group})");
            return true;
        }

        if (Set(out var set, out var negated))
        {
            _result.Append(negated ? "[^" : "[").Append(set).Append(']');
            return true;
        }

        if (Single(c) is not { } single) return false;
        _at++;
        _result.Append(single);
        return true;
    }

    /// <summary>An escape that stands for many characters, as the inside of a class; stands on the letter, leaves behind it.</summary>
    private bool Set(out string set, out bool negated)
    {
        var c = _pattern[_at];
        negated = char.IsAsciiLetterUpper(c) && c != 'P';
        set = char.ToLowerInvariant(c) switch
        {
            's' => Blanks,
            'd' => @"\p{Nd}",
            'w' => @"\p{P}\p{Z}\p{C}",
            'i' => NameStart,
            'c' => NamePart,
            _ => "",
        };
        if (c is 'w' or 'W') negated = !negated;
        if (set.Length > 0)
        {
            _at++;
            return true;
        }

        if (c is not ('p' or 'P')) return false;
        var end = _pattern.IndexOf('}', _at);
        if (_at + 1 >= _pattern.Length || _pattern[_at + 1] != '{' || end < 0) return false;
        set = $@"\{c}{{{_pattern[(_at + 2)..end]}}}";
        _at = end + 1;
        return true;
    }

    private static string? Single(char c) => c switch
    {
        'n' or 'r' or 't' => "\\" + c,
        '\\' or '|' or '.' or '-' or '^' or '?' or '*' or '+' or '{' or '}' or '(' or ')' or '[' or ']' or '$' => "\\" + c,
        _ => null,
    };

    private bool Class()
    {
        if (++_depth > DeepestGroups) return false;
        _at++;
        _result.Append('[');
        if (Current == '^')
        {
            _at++;
            _result.Append('^');
        }

        var items = 0;
        while (true)
        {
            if (AtEnd) return false;
            if (Current == ']') break;
            if (Current == '-' && items > 0 && string.CompareOrdinal(_pattern, _at, "-[", 0, 2) == 0)
            {
                _at++;
                _result.Append('-');
                if (!Class() || Current != ']') return false;
                break;
            }

            if (!ClassItem(items == 0)) return false;
            items++;
        }

        _at++;
        _depth--;
        _result.Append(']');
        return items > 0;
    }

    private bool ClassItem(bool first)
    {
        if (Current == '\\' && _at + 1 < _pattern.Length)
        {
            _at++;
            if (Set(out var set, out var negated))
            {
                if ((negated ? Negation(set) : set) is not { } inside) return false;
                _result.Append(inside);
                return true;
            }

            _at--;
        }

        // A hyphen is itself at the beginning and at the end.
        if (Current == '-' && !first && _at + 1 < _pattern.Length && _pattern[_at + 1] != ']') return false;
        if (ClassCharacter() is not { } low) return false;
        _result.Append(low.Text);
        if (Current != '-' || _at + 1 >= _pattern.Length || _pattern[_at + 1] is ']' or '[') return true;
        _at++;
        if (ClassCharacter() is not { } high || high.Value < low.Value) return false;
        _result.Append('-').Append(high.Text);
        return true;
    }

    private (string Text, char Value)? ClassCharacter()
    {
        var c = Current;
        if (c == '[') return null;
        _at++;
        if (c != '\\') return (c is ']' or '\\' or '^' or '-' ? "\\" + c : c.ToString(), c);
        if (AtEnd || Single(Current) is not { } single) return null;
        var escaped = _pattern[_at++];
        return (single, escaped switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => escaped });
    }

    /// <summary>The complement inside a class, where .NET has one.</summary>
    private static string? Negation(string set) => set switch
    {
        Blanks => @"\u0000-\u0008\u000B\u000C\u000E-\u001F\u0021-\uFFFF",
        @"\p{Nd}" => @"\P{Nd}",
        @"\p{P}\p{Z}\p{C}" => @"\p{L}\p{M}\p{N}\p{S}",
        _ => null,
    };
}
