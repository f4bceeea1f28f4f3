using WorkflowItsm.Api.Attachments;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Mail;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.DesignerHost.Serving;

/// <summary>Puts the files of replies to their tickets, under the same rules as those of the screens.</summary>
internal sealed class MailFiles(AttachmentDesk desk) : IMailFiles
{
    public async Task<Words?> AttachAsync(string number, string name, ReadOnlyMemory<byte> content, Actor actor, string key, CancellationToken cancellationToken) =>
        await desk.AttachAsync(number, name, content, new(actor) { IdempotencyKey = key }, cancellationToken) switch
        {
            DeskAnswer.Done => null,
            DeskAnswer.Refused refused => refused.Sentence,
            DeskAnswer.Stale stale => stale.Sentence,
            DeskAnswer.Busy busy => throw new StoreException(busy.Sentence.En),
        };
}
