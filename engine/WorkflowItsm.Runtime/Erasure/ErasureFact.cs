using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Erasure;

/// <summary>What happened in an erasure. Closed.</summary>
internal abstract record ErasureFact : CaseFact
{
    private ErasureFact()
    {
    }

    /// <summary>Whose data it is. The names are erased like all others once nothing else names the person.</summary>
    public sealed record Named(ValueList<string> Names) : ErasureFact;

    /// <summary>Somebody ordered it.</summary>
    public sealed record Ordered : ErasureFact;

    /// <summary>Some of it is gone.</summary>
    public sealed record Taken(long Rows, long Cases, long Keys) : ErasureFact;

    /// <summary>Nothing is found any more.</summary>
    public sealed record Emptied(long Others) : ErasureFact;

    /// <summary>The files do not hold what was deleted any more.</summary>
    public sealed record Compacted : ErasureFact;

    /// <summary>How the facts are written: tags 260–269.</summary>
    public static FactCodec Codec { get; } = new(
    [
        FactKind.Of<Named>(
            260,
            "erasure-named",
            1,
            (writer, fact) => writer.PersonalValue(FeelValue.List(fact.Names.Items.Select(name => (FeelValue)name))),
            reader => new Named(reader.PersonalValue().TryGetList(out var names) ? names.Items.Select(name => name.ToText()).ToValueList() : [])),
        FactKind.Of<Ordered>(261, "erasure-ordered", 1, (_, _) => { }, _ => new Ordered()),
        FactKind.Of<Taken>(
            262,
            "erasure-taken",
            1,
            (writer, fact) =>
            {
                writer.Int(fact.Rows);
                writer.Int(fact.Cases);
                writer.Int(fact.Keys);
            },
            reader => new Taken(reader.Long(), reader.Long(), reader.Long())),
        FactKind.Of<Emptied>(263, "erasure-emptied", 1, (writer, fact) => writer.Int(fact.Others), reader => new Emptied(reader.Long())),
        FactKind.Of<Compacted>(264, "erasure-compacted", 1, (_, _) => { }, _ => new Compacted()),
    ]);
}
