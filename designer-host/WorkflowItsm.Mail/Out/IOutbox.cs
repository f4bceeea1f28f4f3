using MimeKit;

namespace WorkflowItsm.Mail.Out;

/// <summary>Where mails are handed in.</summary>
internal interface IOutbox
{
    /// <summary>Hands in a mail; when it returns, somebody else answers for it. The same mail may come again.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="id">The id of its effect, the same at every try.</param>
    /// <param name="attempt">Which try it is, counted from 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task PutAsync(MimeMessage mail, string id, int attempt, CancellationToken cancellationToken);

    /// <summary>Whom a mail to this recipient meets; of one target only a few are handed in at the same time.</summary>
    string TargetOf(string recipient);
}
