using WorkflowItsm.Engine;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// In which order and beside which others effects may be done: messages between cases in the order of their case, all
/// others at most a few at a time for each target.
/// </summary>
internal sealed class EffectLanes(IEnumerable<IEffectTargets> targets)
{
    private readonly IEffectTargets[] _targets = [.. targets];

    /// <summary>Whether an effect keeps the order in which its case recorded it. Others stand alone, so that a mail server that is down does not hold up the process.</summary>
    public static bool IsOrdered(string kind) =>
        kind is EffectKinds.Deliver or EffectKinds.Publish or EffectKinds.Listen or EffectKinds.StartCase
            or EffectKinds.Signal or EffectKinds.Hear or EffectKinds.PassOn or EffectKinds.DeliverSignal;

    /// <summary>Whom an effect meets; null for a message between cases, which nobody outside can hold up.</summary>
    public string? TargetOf(Effect effect)
    {
        if (IsOrdered(effect.Kind)) return null;
        foreach (var one in _targets)
            if (one.TargetOf(effect) is { } target) return target;
        return effect.Kind == EffectKinds.Call ? $"{effect.Kind}:{effect.Target}" : effect.Kind;
    }
}
