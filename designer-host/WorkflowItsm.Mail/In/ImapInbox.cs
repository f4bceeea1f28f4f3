using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Mail.Replies;
using WorkflowItsm.Mail.Settings;

namespace WorkflowItsm.Mail.In;

/// <summary>
/// Reads a mailbox by IMAP: at once where the server tells of new mail (IDLE), else every few seconds. A mail that was
/// read is moved; beside one that failed lies a mail with the reason.
/// </summary>
internal sealed class ImapInbox(IOptions<MailOptions> options, TimeProvider time, ILogger<ImapInbox> log) : IInbox
{
    // Servers end an IDLE after half an hour (RFC 2177).
    private static readonly TimeSpan _longestIdle = TimeSpan.FromMinutes(9);

    private readonly ImapServer _server = options.Value.Imap;

    public string Place => $"{_server.Folder} of {_server.User} on {_server.Host}";

    private TimeSpan Pause => TimeSpan.FromSeconds(_server.PollSeconds);

    public async Task ReadAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReplyOutcome>> take, CancellationToken cancellationToken)
    {
        using var client = new ImapClient { Timeout = (int)Connections.Patience.TotalMilliseconds };
        try
        {
            await Connections.OpenAsync(client, _server, 143, 993, cancellationToken);
            var inbox = await FolderAsync(client, _server.Folder, cancellationToken);
            var processed = await FolderAsync(client, _server.ProcessedFolder, cancellationToken);
            var failed = await FolderAsync(client, _server.FailedFolder, cancellationToken);
            await inbox.OpenAsync(FolderAccess.ReadWrite, cancellationToken);
            var news = new SemaphoreSlim(0);
            inbox.CountChanged += (_, _) => news.Release();
            while (true)
            {
                while (news.Wait(0, CancellationToken.None)) { }
                var pause = await PassAsync(inbox, processed, failed, take, cancellationToken);
                if (pause is { } later) await Task.Delay(later, time, cancellationToken);
                else await NewsAsync(client, news, cancellationToken);
            }
        }
        catch (Exception failure) when (Connections.IsTrouble(failure))
        {
            throw new IOException(Connections.Sentence("IMAP", "Mail:Imap", client, _server, failure), failure);
        }
    }

    /// <summary>Reads what is there; gives how long to wait when the rest is to be read later.</summary>
    private async Task<TimeSpan?> PassAsync(
        IMailFolder inbox, IMailFolder processed, IMailFolder failed, Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReplyOutcome>> take, CancellationToken cancellationToken)
    {
        var ids = await inbox.SearchAsync(SearchQuery.NotDeleted, cancellationToken);
        if (ids.Count == 0) return null;
        foreach (var mail in await inbox.FetchAsync(ids, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, cancellationToken))
        {
            var bytes = mail.Size ?? 0;
            var outcome = bytes > ReplyDesk.MaxBytes ? ReplyDesk.TooLarge(bytes) : await take(await RawAsync(inbox, mail.UniqueId, cancellationToken), cancellationToken);
            MailLog.Write(log, $"{_server.Folder}/{mail.UniqueId}", outcome);
            if (outcome is ReplyOutcome.Later later) return later.After;
            await PutAsync(inbox, mail.UniqueId, outcome, processed, failed, cancellationToken);
        }

        return null;
    }

    private async Task PutAsync(IMailFolder inbox, UniqueId mail, ReplyOutcome outcome, IMailFolder processed, IMailFolder failed, CancellationToken cancellationToken)
    {
        if (outcome is ReplyOutcome.Failed refused)
        {
            // The reason first: a crash between the two leaves a mail that is read again, never one without its reason.
            using var reason = Reason((await inbox.FetchAsync([mail], MessageSummaryItems.Envelope, cancellationToken)).FirstOrDefault()?.Envelope, refused.Reason);
            await failed.AppendAsync(reason, MessageFlags.None, cancellationToken);
        }

        await inbox.MoveToAsync(mail, outcome is ReplyOutcome.Failed ? failed : processed, cancellationToken);
    }

    private MimeMessage Reason(Envelope? about, Words reason)
    {
        var mail = new MimeMessage
        {
            Subject = $"未能处理 · Not taken: {about?.Subject}",
            Date = time.GetUtcNow(),
            Body = new TextPart("plain") { Text = $"{reason.Zh}\n\n{reason.En}\n" },
        };
        var self = MailboxAddress.Parse(options.Value.From);
        mail.From.Add(self);
        mail.To.Add(self);
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (about?.MessageId is { Length: > 0 } id) mail.InReplyTo = id;
        return mail;
    }

    private async Task NewsAsync(ImapClient client, SemaphoreSlim news, CancellationToken cancellationToken)
    {
        if (news.CurrentCount > 0) return;
        if (!client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await Task.Delay(Pause, time, cancellationToken);
            await client.NoOpAsync(cancellationToken);
            return;
        }

        using var done = new CancellationTokenSource(_longestIdle, time);
        var woken = news.WaitAsync(done.Token).ContinueWith(_ => done.Cancel(), CancellationToken.None, TaskContinuationOptions.NotOnCanceled, TaskScheduler.Default);
        await client.IdleAsync(done.Token, cancellationToken);
        await done.CancelAsync();
        await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<ReadOnlyMemory<byte>> RawAsync(IMailFolder folder, UniqueId mail, CancellationToken cancellationToken)
    {
        await using var stream = await folder.GetStreamAsync(mail, "", cancellationToken);
        using var raw = new MemoryStream();
        await stream.CopyToAsync(raw, cancellationToken);
        return raw.ToArray();
    }

    private static async Task<IMailFolder> FolderAsync(ImapClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetFolderAsync(name, cancellationToken);
        }
        catch (FolderNotFoundException)
        {
            var top = client.GetFolder(client.PersonalNamespaces[0]);
            return await top.CreateAsync(name, isMessageFolder: true, cancellationToken) ?? throw new IOException($"The folder {name} could not be made.");
        }
    }
}
