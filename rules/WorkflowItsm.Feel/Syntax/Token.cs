namespace WorkflowItsm.Feel.Syntax;

internal enum TokenKind
{
    End,
    Name,
    Number,
    String,
    At,
    Sign,
    Bad,
}

/// <summary>
/// A piece of the text. <paramref name="Text"/> is the piece as written, for strings the value they mean; two tokens that touch have
/// no space between <paramref name="End"/> and the next start.
/// </summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;
}
