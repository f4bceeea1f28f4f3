using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Runtime.Erasure;

/// <summary>What may be asked of the stream of an erasure. Closed.</summary>
internal abstract record ErasureCommand : CaseCommand
{
    private ErasureCommand()
    {
    }

    /// <summary>Says whose data it is; comes first, in the engine's own name, so that who orders it is another row.</summary>
    public sealed record Name(ValueList<string> Names) : ErasureCommand;

    /// <summary>Orders it.</summary>
    public sealed record Order : ErasureCommand;

    /// <summary>Takes the personal parts of rows, and what hangs on their cases.</summary>
    public sealed record Take(ErasureShare Share) : ErasureCommand, ITakesPersonal
    {
        public IReadOnlyList<EmptiedCase> Cases { get; private init; } = [];

        public CaseCommand With(IReadOnlyList<EmptiedCase> cases) => this with { Cases = cases };
    }

    /// <summary>Nothing names the person any more but this stream: it forgets the name too.</summary>
    public sealed record Empty(long Others, ErasureShare Own) : ErasureCommand;

    /// <summary>The files have been written anew.</summary>
    public sealed record Compact : ErasureCommand;
}

/// <summary>A command whose transaction takes personal parts.</summary>
internal interface ITakesPersonal
{
    /// <summary>Which.</summary>
    ErasureShare Share { get; }

    /// <summary>The cases as they are without, made by the writer.</summary>
    IReadOnlyList<EmptiedCase> Cases { get; }

    /// <summary>The same with these cases.</summary>
    CaseCommand With(IReadOnlyList<EmptiedCase> cases);
}

/// <summary>What one transaction of an erasure takes.</summary>
/// <param name="Rows">By case, the positions of rows that lose their personal part.</param>
/// <param name="Keys">Idempotency keys that go.</param>
/// <param name="Digests">Idempotency keys that stay and lose their digest.</param>
internal sealed record ErasureShare(
    IReadOnlyDictionary<string, IReadOnlySet<long>> Rows, IReadOnlyCollection<string> Keys, IReadOnlyCollection<string> Digests)
{
    public static ErasureShare Nothing { get; } = new(new Dictionary<string, IReadOnlySet<long>>(), [], []);
}

/// <summary>A case without what was taken.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As its facts give it now.</param>
/// <param name="Positions">All its rows: where its effects were recorded.</param>
internal sealed record EmptiedCase(string CaseId, LoadedCase Before, LoadedCase After, IReadOnlyList<long> Positions);
