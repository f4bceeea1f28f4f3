using System.Globalization;
using System.Text;

namespace WorkflowItsm.Feel.Syntax;

/// <summary>
/// Cuts a text into tokens. Names come out as their words; which words make one name is the parser's question, because only the scope
/// knows (DMN 1.5, clause 10.3.1.2, grammar rules 25 to 35, 61 to 65).
/// </summary>
internal ref struct Lexer
{
    private static readonly string[] s_signs = ["..", "**", "<=", ">=", "!=", "->"];
    private readonly string _text;
    private int _at;

    private Lexer(string text) => _text = text;

    public static List<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        while (true)
        {
            var token = lexer.Next();
            tokens.Add(token);
            if (token.Kind is TokenKind.End) return tokens;
        }
    }

    private Token Next()
    {
        SkipBlanks();
        var start = _at;
        if (Follows("/*"))
        {
            _at = _text.Length;
            return Cut(TokenKind.Bad, start);
        }

        if (_at == _text.Length) return new(TokenKind.End, "", start, start);
        var c = _text[_at];
        if (c == '"') return Quoted(TokenKind.String, start);
        if (c == '@' && _at + 1 < _text.Length && _text[_at + 1] == '"')
        {
            _at++;
            return Quoted(TokenKind.At, start);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]))) return Number(start);
        if (TakeNameStart())
        {
            while (TakeNamePart()) { }
            return Cut(TokenKind.Name, start);
        }

        foreach (var sign in s_signs)
        {
            if (string.CompareOrdinal(_text, _at, sign, 0, sign.Length) != 0) continue;
            _at += sign.Length;
            return Cut(TokenKind.Sign, start);
        }

        _at += Rune.TryGetRuneAt(_text, _at, out var rune) ? rune.Utf16SequenceLength : 1;
        return Cut("+-*/()[]{},:.<>='".Contains(c) ? TokenKind.Sign : TokenKind.Bad, start);
    }

    private readonly Token Cut(TokenKind kind, int start) => new(kind, _text[start.._at], start, _at);

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (IsBlank(_text[_at]))
            {
                _at++;
            }
            else if (Follows("//"))
            {
                var end = _text.AsSpan(_at).IndexOfAny('\n', '\r');
                _at = end < 0 ? _text.Length : _at + end;
            }
            else if (Follows("/*"))
            {
                var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0) return;
                _at = end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private readonly bool Follows(string sign) => string.CompareOrdinal(_text, _at, sign, 0, sign.Length) == 0;

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u180e' or '\u200b' or '\ufeff';

    private Token Number(int start)
    {
        SkipDigits();
        if (_at + 1 < _text.Length && _text[_at] == '.' && char.IsAsciiDigit(_text[_at + 1]))
        {
            _at++;
            SkipDigits();
        }

        if (_at < _text.Length && _text[_at] is 'e' or 'E')
        {
            var mark = _at++;
            if (_at < _text.Length && _text[_at] is '+' or '-') _at++;
            var digits = _at;
            SkipDigits();
            if (_at == digits) _at = mark;
        }

        return Cut(TokenKind.Number, start);
    }

    private void SkipDigits()
    {
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
    }

    private bool TakeNameStart() => TakeIf(static value => value switch
    {
        '?' or '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => true,
        < 0xC0 or 0xD7 or 0xF7 or 0x37E => false,
        < 0x300 or (>= 0x370 and <= 0x1FFF) or 0x200C or 0x200D => true,
        (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF) or (>= 0x3001 and <= 0xD7FF) => true,
        (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFFD) or (>= 0x10000 and <= 0xEFFFF) => true,
        _ => false,
    });

    private bool TakeNamePart() => TakeNameStart() || TakeIf(static value =>
        value is (>= '0' and <= '9') or 0xB7 or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040);

    private bool TakeIf(Func<int, bool> accepts)
    {
        if (_at == _text.Length || IsBlank(_text[_at])) return false;
        if (!Rune.TryGetRuneAt(_text, _at, out var rune) || !accepts(rune.Value)) return false;
        _at += rune.Utf16SequenceLength;
        return true;
    }

    private Token Quoted(TokenKind kind, int start)
    {
        var value = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '"')
            {
                _at++;
                return new(kind, value.ToString(), start, _at);
            }

            if (c == '\\' && _at + 1 < _text.Length) Escape(value);
            else value.Append(c);
        }

        return Cut(TokenKind.Bad, start);
    }

    /// <summary>Stands on the backslash, leaves on the last character of the escape. An unknown escape means itself.</summary>
    private void Escape(StringBuilder value)
    {
        var c = _text[++_at];
        var digits = c switch { 'u' => 4, 'U' => 6, _ => 0 };
        if (digits > 0 && _at + digits < _text.Length
            && int.TryParse(_text.AsSpan(_at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code <= 0x10FFFF)
        {
            _at += digits;
            if (code > 0xFFFF) value.Append(char.ConvertFromUtf32(code));
            else value.Append((char)code);
            return;
        }

        _ = c switch
        {
            'n' => value.Append('\n'),
            'r' => value.Append('\r'),
            't' => value.Append('\t'),
            '"' or '\\' or '\'' => value.Append(c),
            _ => value.Append('\\').Append(c),
        };
    }
}
