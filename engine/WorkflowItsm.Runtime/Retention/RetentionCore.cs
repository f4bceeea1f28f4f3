using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Runtime.Erasure;

namespace WorkflowItsm.Runtime.Retention;

/// <summary>
/// The streams that record what was erased by age, one for each table: a fact for each transaction, in the same
/// transaction. Only the engine writes them.
/// </summary>
internal sealed class RetentionCore : ICaseCore
{
    public const string KindName = "retention";

    private const string Prefix = KindName + ":";

    public string Kind => KindName;

    public FactCodec Codec => RetentionFact.Codec;

    public StateCodec? StateCodec { get; } = Engine.Recording.StateCodec.Of<RetentionState>(
        1,
        (writer, state) =>
        {
            writer.Text(state.Table);
            writer.Int(state.Cases);
            writer.Int(state.RowCount);
            writer.Bool(state.LastAt is not null);
            if (state.LastAt is { } last) writer.Time(last);
        },
        reader => new(reader.Text()) { Cases = reader.Long(), RowCount = reader.Long(), LastAt = reader.Bool() ? reader.Time() : null });

    public static string CaseIdOf(string table) => Prefix + table;

    public CaseState Initial(string caseId) => new RetentionState(caseId.StartsWith(Prefix, StringComparison.Ordinal)
        ? caseId[Prefix.Length..]
        : throw new ArgumentException($"'{caseId}' is no stream of retention; its id has to begin with '{Prefix}'.", nameof(caseId)));

    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header)
    {
        var take = (RetentionCommand)command;
        var fact = new RetentionFact.Erased(
            take.ClosedBefore, take.Kept, take.Share.Rows.Count, take.Share.Rows.Sum(rows => (long)rows.Value.Count), take.Others);
        return new CaseVerdict.Accepted([fact], [], Fold((RetentionState)state, fact, header.Time));
    }

    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) => Fold((RetentionState)state, (RetentionFact)fact, header.Time);

    public int? ReleaseOf(CaseState state) => null;

    public CaseRows Rows(CaseState state) => CaseRows.None;

    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => null;

    public CaseCommand Due(string key) => throw new ArgumentException($"Streams of retention have nothing due, so there is no '{key}'.", nameof(key));

    public CaseCommand? Receive(Effect effect) => null;

    public CaseCommand Answer(int waitId, JobAnswer answer) =>
        throw new ArgumentException("Streams of retention call no handlers of processes.", nameof(waitId));

    private static RetentionState Fold(RetentionState state, RetentionFact fact, DateTimeOffset at) => fact switch
    {
        RetentionFact.Erased erased => state with { Cases = state.Cases + erased.Cases, RowCount = state.RowCount + erased.Rows, LastAt = at },
    };
}

/// <summary>Takes the personal parts of some cases of a table.</summary>
/// <param name="Share">Which rows.</param>
/// <param name="ClosedBefore">The cases were closed before.</param>
/// <param name="Kept">The age that the policy names.</param>
/// <param name="Others">How many things outside of the journal went with them.</param>
internal sealed record RetentionCommand(ErasureShare Share, DateTimeOffset ClosedBefore, TimeSpan Kept, long Others) : CaseCommand, ITakesPersonal
{
    public IReadOnlyList<EmptiedCase> Cases { get; private init; } = [];

    public CaseCommand With(IReadOnlyList<EmptiedCase> cases) => this with { Cases = cases };
}

/// <summary>What happened by age. Closed.</summary>
internal abstract record RetentionFact : CaseFact
{
    private RetentionFact()
    {
    }

    /// <summary>Cases lost their personal parts.</summary>
    public sealed record Erased(DateTimeOffset ClosedBefore, TimeSpan Kept, long Cases, long Rows, long Others) : RetentionFact;

    /// <summary>How the facts are written: tags 290–299.</summary>
    public static FactCodec Codec { get; } = new(
    [
        FactKind.Of<Erased>(
            290,
            "retention-erased",
            1,
            (writer, fact) =>
            {
                writer.Time(fact.ClosedBefore);
                writer.Int(fact.Kept.Ticks);
                writer.Int(fact.Cases);
                writer.Int(fact.Rows);
                writer.Int(fact.Others);
            },
            reader => new Erased(reader.Time(), new(reader.Long()), reader.Long(), reader.Long(), reader.Long())),
    ]);
}

/// <summary>What was erased of a table by age so far.</summary>
/// <param name="Table">The kind of ticket.</param>
internal sealed record RetentionState(string Table) : CaseState
{
    public long Cases { get; init; }

    public long RowCount { get; init; }

    public DateTimeOffset? LastAt { get; init; }
}
