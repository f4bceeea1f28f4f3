using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Mail.Out;

/// <summary>
/// The handler <c>mail</c> of service tasks and send tasks. A mail of a ticket to one address is about that ticket: its reply becomes
/// a comment, as that of a notification does.
/// </summary>
internal sealed class MailConnector(MailWriter writer, IOutbox outbox, ICaseRuntime cases, IEnumerable<ICaseCore> cores) : IServiceTaskHandler
{
    public const string Name = "mail";

    // A host may send mails of processes and have no tickets.
    private readonly bool _hasTickets = cores.Any(core => core.Kind == TicketCore.StreamKind);

    public async Task<FeelContext> HandleAsync(ServiceTaskCall call, CancellationToken cancellationToken)
    {
        // Before anything else, so that a task that wants an error gets one for what cannot be written, too.
        var code = call.Input["error"].TryGetString(out var text) && text.Length > 0 ? text : null;
        try
        {
            var task = MailTask.Read(call.Input);
            using var mail = writer.Write(call, task, await NumberAsync(call.CaseId, cancellationToken));
            await outbox.PutAsync(mail, call.Id, call.Attempt, cancellationToken);
            return FeelContext.Of(("messageId", mail.MessageId), ("recipients", FeelValue.List([.. task.Everybody.Select(one => (FeelValue)one.Address)])));
        }
        catch (EffectFailedForGoodException refused) when (code is not null)
        {
            throw new ServiceTaskErrorException(code, refused.Message);
        }
    }

    private async ValueTask<string> NumberAsync(string caseId, CancellationToken cancellationToken) =>
        _hasTickets && await cases.ReadAsync(TicketCore.StreamKind, caseId, cancellationToken) is TicketState ticket ? ticket.Number : "";
}
