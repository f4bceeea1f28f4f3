using MimeKit;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Mail.Out;

/// <summary>Where mails are handed in.</summary>
internal interface IOutbox
{
    /// <summary>Hands in a mail; when it returns, somebody else answers for it. The same mail may come again.</summary>
    Task PutAsync(MimeMessage mail, EffectCall call, CancellationToken cancellationToken);

    /// <summary>Whom a mail to this recipient meets; of one target only a few are handed in at the same time.</summary>
    string TargetOf(string recipient);
}
