using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Recording;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>What people decided about an effect. Closed.</summary>
public abstract record EffectFact : CaseFact
{
    private EffectFact()
    {
    }

    /// <summary>It was to be tried again.</summary>
    /// <param name="Reason">Why; null when nothing was said, or when that was erased.</param>
    public sealed record Retried(string? Reason) : EffectFact;

    /// <summary>It was left undone.</summary>
    /// <param name="Reason">Why; null when that was erased.</param>
    public sealed record Skipped(string? Reason) : EffectFact;

    /// <summary>How the facts are written: tags 230–239. What a person wrote can be erased.</summary>
    internal static FactCodec Codec { get; } = new(
    [
        FactKind.Of<Retried>(230, "effect-retried", 1, (writer, fact) => Write(writer, fact.Reason), reader => new Retried(Read(reader))),
        FactKind.Of<Skipped>(231, "effect-skipped", 1, (writer, fact) => Write(writer, fact.Reason), reader => new Skipped(Read(reader))),
    ]);

    private static void Write(FactWriter writer, string? reason) =>
        writer.PersonalValue(reason);

    private static string? Read(FactReader reader) => reader.PersonalValue().TryGetString(out var reason) ? reason : null;
}
