namespace WorkflowItsm.Feel;

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Information,

    /// <summary>May go wrong for some data; publishing is allowed.</summary>
    Warning,

    /// <summary>Cannot run; publishing is refused.</summary>
    Error,
}

/// <summary>A place in a text. Line and column count from 1.</summary>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>"line 3, column 14".</summary>
    public override string ToString() => $"line {Line}, column {Column}";
}

/// <summary>
/// What is wrong, or worth knowing, in a definition. A reader finds all findings at once, never only the first.
/// Equal when all parts are equal. Immutable; safe to share between threads.
/// </summary>
public sealed record Finding
{
    private readonly Sentence _message;
    private readonly Sentence _cure;

    /// <summary>A finding.</summary>
    /// <param name="code">See <see cref="Code"/>.</param>
    /// <param name="severity">See <see cref="Severity"/>.</param>
    /// <param name="elementId">See <see cref="ElementId"/>.</param>
    /// <param name="position">See <see cref="Position"/>.</param>
    /// <param name="message">See <see cref="Message"/>.</param>
    /// <param name="cure">See <see cref="Cure"/>.</param>
    /// <param name="book">Tells both in Chinese; null: they are English in every language.</param>
    public Finding(string code, Severity severity, string? elementId, TextPosition? position, Sentence message, Sentence cure, SentenceBook? book = null)
    {
        (Code, Severity, ElementId, Position) = (code, severity, elementId, position);
        (_message, _cure) = (message.By(book), cure.By(book));
    }

    /// <summary>A stable, searchable kebab-case name of the kind of finding, e.g. <c>no-such-decision</c>.</summary>
    public string Code { get; }

    /// <summary>Errors refuse publishing.</summary>
    public Severity Severity { get; }

    /// <summary>The id of the element, rule or cell; null when the whole file is meant.</summary>
    public string? ElementId { get; }

    /// <summary>Where in the file or expression; null when not known.</summary>
    public TextPosition? Position { get; }

    /// <summary>
    /// What of the element: the name of our setting, with that of an input or output behind a colon, e.g. <c>input:url</c>. Null when
    /// the element as a whole is meant, or what the standard itself says of it.
    /// </summary>
    public string? Part { get; init; }

    /// <summary>A sentence: the place, what was found, what was expected. In English.</summary>
    public string Message => _message.ToString();

    /// <summary>A sentence: what to do. In English.</summary>
    public string Cure => _cure.ToString();

    /// <summary>The file inside its bundle, with <c>../BUNDLE/</c> before it when it is another one's; null until the bundle's reader names it.</summary>
    public string? File { get; init; }

    /// <summary>The message, to be told in any language or inside another sentence.</summary>
    public Sentence Says => _message;

    /// <summary>The cure, to be told in any language.</summary>
    public Sentence Advises => _cure;
}
