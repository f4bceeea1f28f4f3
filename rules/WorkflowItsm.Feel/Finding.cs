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
/// </summary>
/// <param name="Code">A stable, searchable kebab-case name of the kind of finding, e.g. <c>no-such-decision</c>.</param>
/// <param name="Severity">Errors refuse publishing.</param>
/// <param name="ElementId">The id of the element, rule or cell; null when the whole file is meant.</param>
/// <param name="Position">Where in the file or expression; null when not known.</param>
/// <param name="Message">A sentence: the place, what was found, what was expected.</param>
/// <param name="Cure">A sentence: what to do.</param>
public sealed record Finding(string Code, Severity Severity, string? ElementId, TextPosition? Position, string Message, string Cure)
{
    /// <summary>The file inside its bundle; null until the bundle's reader names it.</summary>
    public string? File { get; init; }
}
