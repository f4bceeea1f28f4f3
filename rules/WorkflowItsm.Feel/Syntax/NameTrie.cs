namespace WorkflowItsm.Feel.Syntax;

/// <summary>Known names, word by word, so that the longest one at a place is found in one walk over the tokens.</summary>
internal sealed class NameTrie
{
    private readonly Dictionary<string, NameTrie> _next = new(StringComparer.Ordinal);
    private string? _name;

    public void Add(string name)
    {
        var node = this;
        foreach (var token in Lexer.Read(name))
        {
            if (token.Kind is TokenKind.End) break;
            if (!node._next.TryGetValue(token.Text, out var next)) node._next.Add(token.Text, next = new());
            node = next;
        }

        if (node != this) node._name = name;
    }

    /// <summary>The longest known name that begins at a token, and how many tokens it takes; zero when there is none.</summary>
    public (string? Name, int Length) Longest(List<Token> tokens, int at)
    {
        var node = this;
        (string? Name, int Length) best = default;
        for (var i = at; i < tokens.Count && tokens[i].Kind is TokenKind.Name or TokenKind.Number or TokenKind.Sign; i++)
        {
            if (!node._next.TryGetValue(tokens[i].Text, out var next)) break;
            node = next;
            if (node._name is { } name) best = (name, i - at + 1);
        }

        return best;
    }
}
