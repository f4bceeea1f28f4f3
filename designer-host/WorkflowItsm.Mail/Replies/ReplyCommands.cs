using System.Security.Cryptography;
using System.Text;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Mail.Reading;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Mail.Replies;

/// <summary>
/// Sends what a mail says as commands. Each carries a key made of the Message-ID: the same mail again, after a crash
/// between the comment and the move of the mail, or delivered twice, is one comment.
/// </summary>
internal sealed class ReplyCommands(ICaseRuntime runtime, IDefinitions definitions, ITicketQueries tickets)
{
    private const string Archived = "archived";

    /// <summary>A reply as a comment; to a ticket that is archived it opens a new one.</summary>
    public async Task<ReplyOutcome> CommentAsync(TicketRecord ticket, Actor actor, string text, string key, CancellationToken cancellationToken)
    {
        var update = new TicketCommand.Update(FeelContext.Empty, null, text, null);
        var result = await SendAsync(ticket.CaseId, update, actor, $"mail:{actor.Name}:{key}", text, cancellationToken);
        return result is CommandResult.Refused { Refusal.Code: Archived } refused
            ? await FollowUpAsync(ticket, actor, text, key, refused.Refusal, cancellationToken)
            : Outcome(result, ticket.Number);
    }

    /// <summary>That a mail of ours did not arrive, as an internal note.</summary>
    public Task<ReplyOutcome> NoteAsync(Bounce bounce, string key, CancellationToken cancellationToken) => NoteAsync(
        bounce.Mark.Number,
        new($"The mail to {bounce.Recipient} could not be delivered: {bounce.Status}", $"发给 {bounce.Recipient} 的邮件未能送达：{bounce.Status}"),
        $"mail:bounce:{key}", cancellationToken);

    /// <summary>What those who work on a ticket have to know, as an internal note.</summary>
    public async Task<ReplyOutcome> NoteAsync(string number, Words words, string key, CancellationToken cancellationToken)
    {
        if (await tickets.FindByNumberAsync(number, Actor.System, cancellationToken) is not { } ticket)
            return ReplyOutcome.No($"There is no ticket {number}.", $"没有工单 {number}。");
        var note = MailText.Clean($"{words.Zh}\n{words.En}");
        var update = new TicketCommand.Update(FeelContext.Empty, null, null, note);
        return Outcome(await SendAsync(ticket.CaseId, update, Actor.System, $"{key}:note", note, cancellationToken), number);
    }

    /// <summary>Opens the ticket that follows an archived one, as ServiceNow does: same caller and subject, the reply as its description.</summary>
    private async Task<ReplyOutcome> FollowUpAsync(TicketRecord old, Actor actor, string text, string key, Refusal archived, CancellationToken cancellationToken)
    {
        var release = definitions.Current;
        var refused = new ReplyOutcome.Failed(new(archived.Sentence, archived.SentenceZh ?? archived.Sentence));
        if (old.Table != "incident" || TicketFields.Of(old.Table) is not { } fields
            || await runtime.ReadAsync(TicketCore.StreamKind, old.CaseId, cancellationToken) is not TicketState state || release.FindProcess(state.ProcessId) is null) return refused;
        var given = FeelContext.Empty;
        foreach (var (name, value) in old.Fields)
            if (fields.Find(name) is { IsForRequesters: true }) given = given.With(name, value);
        given = given.With("caller_id", actor.Role is Role.Requester ? actor.Name : old.Fields["caller_id"])
            .With("description", text).With("contact_type", "email").With("parent_incident", old.Number);
        var open = new TicketCommand.Open(state.ProcessId, null, given);
        var result = await SendAsync(runtime.NewCaseId(), open, actor, $"mail:{actor.Name}:{key}:new", text, cancellationToken);
        return Outcome(result, result is CommandResult.Done { State: TicketState opened } ? opened.Number : old.Number);
    }

    private Task<CommandResult> SendAsync(string caseId, TicketCommand command, Actor actor, string key, string text, CancellationToken cancellationToken) =>
        runtime.SendAsync(new(TicketCore.StreamKind, caseId, command, actor)
        {
            IdempotencyKey = key,
            RequestDigest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        }, cancellationToken);

    private static ReplyOutcome Outcome(CommandResult result, string number) => result switch
    {
        CommandResult.Done => new ReplyOutcome.Taken(number),
        CommandResult.Refused refused => ReplyOutcome.No(refused.Refusal.Sentence, refused.Refusal.SentenceZh ?? refused.Refusal.Sentence),
        CommandResult.KeyReused => ReplyOutcome.No("Another mail with the same Message-ID has come before and said something else.", "之前已有相同 Message-ID 但内容不同的邮件。"),
        CommandResult.Stale => ReplyOutcome.No($"{number} has changed meanwhile.", $"{number} 已被修改。"),
        CommandResult.Busy busy => new ReplyOutcome.Later(busy.RetryAfter, busy.Sentence),
    };
}
