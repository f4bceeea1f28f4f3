using WorkflowItsm.Engine;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>Mails are not what these tests are about: they count as sent, but for those of a ticket whose mail server is gone.</summary>
internal sealed class SilentMail : IEffectHandler
{
    public string Kind => EffectKinds.Mail;

    /// <summary>What the short description of a ticket says whose mails fail.</summary>
    public const string Unreachable = "The mail server is gone";

    public Task HandleAsync(EffectCall call, CancellationToken cancellationToken) =>
        call.Effect.Payload["body"].ToText().Contains(Unreachable, StringComparison.Ordinal) || call.Effect.Payload["subject"].ToText().Contains(Unreachable, StringComparison.Ordinal)
            ? throw new EffectFailedForGoodException(Unreachable)
            : Task.CompletedTask;
}
