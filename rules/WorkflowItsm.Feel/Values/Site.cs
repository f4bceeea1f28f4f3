namespace WorkflowItsm.Feel.Values;

/// <summary>A part of an expression, to say where a null came from. Its text and position are only made when somebody asks.</summary>
internal sealed class Site(string source, int start, int end)
{
    public string Text => source[start..end].Trim();

    public TextPosition Position => Locate(source, start);

    public static TextPosition Locate(string source, int offset)
    {
        var before = source.AsSpan(0, offset);
        return new(before.Count('\n') + 1, offset - before.LastIndexOf('\n'));
    }
}
