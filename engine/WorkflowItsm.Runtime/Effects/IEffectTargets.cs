using WorkflowItsm.Engine;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// Says whom an effect will meet, so that one slow target cannot take the places of all others. Registered in the container;
/// may be called by several threads at once.
/// </summary>
public interface IEffectTargets
{
    /// <summary>A name of the target, e.g. a host and port; null when this effect is none of its business.</summary>
    string? TargetOf(Effect effect);
}
