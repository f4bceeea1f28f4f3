using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Erasure;

/// <summary>The streams of erasures: who ordered one, when, and how much it took. Its work is an effect.</summary>
internal sealed class ErasureCore : ICaseCore
{
    public const string KindName = "erasure";

    private const string Prefix = KindName + ":";

    public string Kind => KindName;

    public FactCodec Codec => ErasureFact.Codec;

    public static string CaseIdOf(string id) => Prefix + id;

    public CaseState Initial(string caseId) => new ErasureState(caseId.StartsWith(Prefix, StringComparison.Ordinal)
        ? caseId[Prefix.Length..]
        : throw new ArgumentException($"'{caseId}' is no erasure; its id has to begin with '{Prefix}'.", nameof(caseId)));

    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header)
    {
        var erasure = (ErasureState)state;
        var heard = new FactHeader(header.Time, header.Actor.Name);
        return (ErasureCommand)command switch
        {
            ErasureCommand.Name name => Accept(erasure, heard, new ErasureFact.Named(name.Names)),
            ErasureCommand.Order when header.Actor.Role is not (Role.Administrator or Role.System) => Refuse(
                "not-permitted", "Only an administrator has people's data erased; ask one.", "只有管理员可以删除个人数据；请联系管理员。"),
            ErasureCommand.Order => Accept(erasure, heard, new ErasureFact.Ordered(), new Effect(EffectKind, erasure.Id, FeelContext.Empty)),
            ErasureCommand.Take take => Accept(erasure, heard, new ErasureFact.Taken(
                take.Share.Rows.Sum(rows => (long)rows.Value.Count), take.Share.Rows.Count, take.Share.Keys.Count + take.Share.Digests.Count)),
            ErasureCommand.Empty when erasure.IsEmptied => Accept(erasure),
            ErasureCommand.Empty empty => Accept(erasure, heard, new ErasureFact.Emptied(empty.Others)),
            ErasureCommand.Compact when erasure.IsCompacted => Accept(erasure),
            ErasureCommand.Compact => Accept(erasure, heard, new ErasureFact.Compacted()),
        };
    }

    /// <summary>The kind of effect that does the work.</summary>
    public const string EffectKind = "erase";

    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) => Fold((ErasureState)state, (ErasureFact)fact, header);

    public int? ReleaseOf(CaseState state) => null;

    public CaseRows Rows(CaseState state) => CaseRows.None;

    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => null;

    public CaseCommand Due(string key) => throw new ArgumentException($"Erasures have nothing due, so there is no '{key}'.", nameof(key));

    public CaseCommand? Receive(Effect effect) => null;

    public CaseCommand Answer(int waitId, JobAnswer answer) =>
        throw new ArgumentException("Erasures call no handlers of processes.", nameof(waitId));

    private static ErasureState Fold(ErasureState state, ErasureFact fact, FactHeader header) => fact switch
    {
        ErasureFact.Named named => state with { Names = named.Names },
        ErasureFact.Ordered => state with { OrderedBy = header.Actor, OrderedAt = header.Time, IsOrdered = true },
        ErasureFact.Taken taken => state with { RowCount = state.RowCount + taken.Rows, Cases = state.Cases + taken.Cases, Keys = state.Keys + taken.Keys },
        ErasureFact.Emptied emptied => state with { IsEmptied = true, Others = emptied.Others, Names = [] },
        ErasureFact.Compacted => state with { IsCompacted = true },
    };

    private static CaseVerdict.Accepted Accept(ErasureState state) => new([], [], state);

    private static CaseVerdict.Accepted Accept(ErasureState state, FactHeader header, ErasureFact fact, params Effect[] effects) =>
        new([fact], [.. effects], Fold(state, fact, header));

    private static CaseVerdict.Refused Refuse(string code, string en, string zh) => new(new Refusal(code, en) { SentenceZh = zh });
}

/// <summary>An erasure so far.</summary>
/// <param name="Id">Its id.</param>
internal sealed record ErasureState(string Id) : CaseState
{
    /// <summary>Whom it is about; empty once it has forgotten that.</summary>
    public ValueList<string> Names { get; init; } = [];

    public bool IsOrdered { get; init; }

    public string OrderedBy { get; init; } = "";

    public DateTimeOffset OrderedAt { get; init; }

    public long RowCount { get; init; }

    public long Cases { get; init; }

    public long Keys { get; init; }

    public long Others { get; init; }

    public bool IsEmptied { get; init; }

    public bool IsCompacted { get; init; }
}
