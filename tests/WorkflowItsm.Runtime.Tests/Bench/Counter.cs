using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>What a counter may be asked.</summary>
internal abstract record Ask : CaseCommand
{
    private Ask()
    {
    }

    /// <summary>Opens a ticket with a number.</summary>
    public sealed record Open(FeelContext Fields) : Ask;

    /// <summary>Adds a number; the note is personal.</summary>
    public sealed record Add(int By, string? Note = null) : Ask;

    /// <summary>Makes something due, or, with null, not due any more.</summary>
    public sealed record Remind(string Key, DateTimeOffset? At) : Ask;

    public sealed record Fire(string Key) : Ask;

    /// <summary>Records an effect.</summary>
    public sealed record Emit(Effect Effect) : Ask;

    public sealed record Hear(string Text) : Ask;

    /// <summary>Holds, and changes nothing.</summary>
    public sealed record Nothing : Ask;

    public sealed record Forbidden : Ask;

    /// <summary>Makes the core throw.</summary>
    public sealed record Boom : Ask;
}

/// <summary>What happened to a counter.</summary>
internal abstract record Happened : CaseFact
{
    private Happened()
    {
    }

    public sealed record Opened(string Number, int Release, FeelContext Fields) : Happened;

    public sealed record Added(int By, FeelValue Note) : Happened;

    public sealed record Reminded(string Key, DateTimeOffset? At) : Happened;

    public sealed record Heard(string Text) : Happened;
}

/// <summary>A counter.</summary>
internal sealed record Counter(string Id) : CaseState
{
    public string? Number { get; init; }

    public int? Release { get; init; }

    public FeelContext Fields { get; init; } = FeelContext.Empty;

    public int Total { get; init; }

    public ValueList<DueRow> Due { get; init; } = [];

    public ValueList<string> Log { get; init; } = [];
}
