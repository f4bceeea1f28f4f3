using MimeKit;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Mail.Out;

/// <summary>Where mails are handed in.</summary>
internal interface IOutbox
{
    /// <summary>Hands in a mail; when it returns, somebody else answers for it. The same mail may come again.</summary>
    Task PutAsync(MimeMessage mail, EffectCall call, CancellationToken cancellationToken);
}
