using WorkflowItsm.Engine;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Mail.Out;

/// <summary>Sends the mails that tickets record.</summary>
internal sealed class MailHandler(MailWriter writer, IOutbox outbox) : IEffectHandler
{
    public string Kind => EffectKinds.Mail;

    public async Task HandleAsync(EffectCall call, CancellationToken cancellationToken)
    {
        using var mail = writer.Write(call);
        await outbox.PutAsync(mail, call.Id, call.Attempt, cancellationToken);
    }
}
