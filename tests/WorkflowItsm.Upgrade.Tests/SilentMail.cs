using WorkflowItsm.Engine;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>Mails are not what these tests are about: they count as sent.</summary>
internal sealed class SilentMail : IEffectHandler
{
    public string Kind => EffectKinds.Mail;

    public Task HandleAsync(EffectCall call, CancellationToken cancellationToken) => Task.CompletedTask;
}
