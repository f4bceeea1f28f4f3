using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Api.Attachments;

/// <summary>
/// Puts files to tickets: what the content is decides what is taken, and the bytes are on disk before the ticket says
/// that it has them. Safe to share between threads.
/// </summary>
public sealed class AttachmentDesk
{
    private readonly TicketDesk _desk;
    private readonly TicketLookup _lookup;
    private readonly AttachmentFiles _files;
    private readonly AttachmentOptions _options;

    internal AttachmentDesk(TicketDesk desk, TicketLookup lookup, AttachmentFiles files, IOptions<AttachmentOptions> options) =>
        (_desk, _lookup, _files, _options) = (desk, lookup, files, options.Value);

    /// <summary>The most bytes a file may have.</summary>
    public int MaxBytes => _options.MaxBytes;

    /// <summary>Puts a file to a ticket. A refusal leaves nothing behind, and names the field <c>file</c> or <c>name</c>.</summary>
    public async Task<DeskAnswer> AttachAsync(string ticket, string name, ReadOnlyMemory<byte> content, DeskCall call, CancellationToken cancellationToken = default)
    {
        if (TicketDesk.Forbidden(Policies.ChangeTickets, call) is { } forbidden) return forbidden;
        if (await _lookup.FindAsync(ticket, call.Actor, cancellationToken) is null) return DeskAnswer.Refuse("not-found", TicketLookup.Missing(ticket));
        var (file, problem) = Judge(name, content);
        if (file is null) return problem!;
        await _files.WriteAsync(file.Id, content, cancellationToken);
        // Once the command is on its way, nobody but its answer may say that it does not hold.
        var answer = await _desk.AttachAsync(ticket, file, call, CancellationToken.None);
        // Busy may mean that it holds after all: bytes that nothing names harm less than a name without bytes.
        if (answer is not (DeskAnswer.Done { Changed: true } or DeskAnswer.Busy)) _files.Delete(file.Id);
        return answer;
    }

    /// <summary>The refusal of a file that is too large; for those who stop reading it.</summary>
    internal DeskAnswer.Refused TooLarge() => DeskAnswer.Refuse("attachment-too-large", new(
        $"The file is larger than {Limit}, the most that a ticket takes; attach a smaller one, or the part that matters.",
        $"文件超过 {Limit}，这是工单允许的最大值；请添加较小的文件，或只添加有关的部分。"), "file");

    private string Limit => new Attachment("", "", "", _options.MaxBytes, "").SizeText;

    private (Attachment? File, DeskAnswer.Refused? Problem) Judge(string name, ReadOnlyMemory<byte> content)
    {
        if (content.Length > _options.MaxBytes) return (null, TooLarge());
        var shown = AttachmentName.Clean(name);
        if (content.IsEmpty)
            return (null, DeskAnswer.Refuse("attachment-empty", new($"The file '{shown}' is empty; choose one that has content.", $"文件“{shown}”是空的；请选择有内容的文件。"), "file"));
        if (AttachmentKind.Of(content) is not { } kind) return (null, Forbidden(shown));
        var (kept, lie) = AttachmentName.Of(name, kind);
        if (lie is not null) return (null, DeskAnswer.Refuse("attachment-name", lie, "name"));
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return (new(id, kept, kind.Type, content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span))), null);
    }

    private static DeskAnswer.Refused Forbidden(string name)
    {
        var (en, zh) = (AttachmentKind.All.Select(kind => kind.Words.En), AttachmentKind.All.Select(kind => kind.Words.Zh));
        return DeskAnswer.Refuse("attachment-kind", new(
            $"The content of '{name}' is of a kind that tickets do not take; taken: {string.Join(", ", en)}.",
            $"“{name}”的内容类型不允许作为附件；允许：{string.Join("、", zh)}。"), "file");
    }
}
