using WorkflowItsm.Engine;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Mail.Out;

/// <summary>Whom mails meet on their way out: what the outbox says.</summary>
internal sealed class MailTargets(IOutbox outbox) : IEffectTargets
{
    public string? TargetOf(Effect effect) => effect.Kind == EffectKinds.Mail ? outbox.TargetOf(effect.Target) : null;
}
