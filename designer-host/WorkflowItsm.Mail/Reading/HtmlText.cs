using System.Text;
using MimeKit.Text;

namespace WorkflowItsm.Mail.Reading;

/// <summary>Reduces HTML to text: no scripts, no styles, quoted blocks as lines that begin with <c>&gt;</c>. Nothing of it is run or fetched.</summary>
internal static class HtmlText
{
    /// <summary>The text of an HTML mail, at most <paramref name="limit"/> characters of it.</summary>
    public static string Of(string html, int limit)
    {
        var page = new Page(limit);
        using var reader = new StringReader(html);
        var tokenizer = new HtmlTokenizer(reader);
        while (!page.IsFull && tokenizer.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken tag) page.Take(tag);
            else if (token is HtmlDataToken data and not HtmlScriptDataToken and not HtmlCDataToken) page.Write(data.Data);
        }

        return page.ToString();
    }

    private sealed class Page(int limit)
    {
        private readonly StringBuilder _text = new();
        private readonly StringBuilder _line = new();
        private HtmlTagId? _hidden;
        private int _quoted;

        public bool IsFull => _text.Length + _line.Length > limit;

        public void Take(HtmlTagToken tag)
        {
            if (_hidden is { } hidden)
            {
                if (tag.IsEndTag && tag.Id == hidden) _hidden = null;
                return;
            }

            if (tag is { Id: HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Title or HtmlTagId.Head, IsEndTag: false, IsEmptyElement: false }) _hidden = tag.Id;
            else if (IsBlock(tag.Id)) Break(keepsEmpty: tag.Id == HtmlTagId.Br);
            if (tag.Id == HtmlTagId.BlockQuote) _quoted = Math.Max(0, _quoted + (tag.IsEndTag ? -1 : 1));
            if (tag.Id is HtmlTagId.TD or HtmlTagId.TH && !tag.IsEndTag) Write(" ");
        }

        public void Write(string data)
        {
            if (_hidden is not null) return;
            foreach (var one in data)
            {
                if (!char.IsWhiteSpace(one)) _line.Append(one);
                else if (_line.Length > 0 && _line[^1] != ' ') _line.Append(' ');
            }
        }

        public override string ToString()
        {
            Break(keepsEmpty: false);
            return _text.ToString();
        }

        private void Break(bool keepsEmpty)
        {
            var line = _line.ToString().Trim();
            _line.Clear();
            // Nested blocks break a line many times; one empty line between texts is enough.
            if (line.Length == 0 && (!keepsEmpty || _text.Length < 2 || (_text[^1] == '\n' && _text[^2] == '\n'))) return;
            if (_quoted > 0) _text.Append("> ");
            _text.Append(line).Append('\n');
        }

        private static bool IsBlock(HtmlTagId tag) => tag is HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.LI or HtmlTagId.TR or HtmlTagId.HR
            or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.Pre or HtmlTagId.BlockQuote or HtmlTagId.Table or HtmlTagId.UL or HtmlTagId.OL or HtmlTagId.Body;
    }
}
