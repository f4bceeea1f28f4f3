using WorkflowItsm.Engine;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Mail.Out;

/// <summary>Whom mails meet on their way out: what the outbox says.</summary>
internal sealed class MailTargets(IOutbox outbox) : IEffectTargets
{
    public string? TargetOf(Effect effect) => effect switch
    {
        { Kind: EffectKinds.Mail } => outbox.TargetOf(effect.Target),
        { Kind: EffectKinds.Call, Target: MailConnector.Name } when effect.Payload["input"].TryGetContext(out var input) => outbox.TargetOf(input["to"].ToText()),
        _ => null,
    };
}
