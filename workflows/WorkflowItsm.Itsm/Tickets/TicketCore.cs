using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>
/// The pure core of tickets. A ticket is a process instance with fields, clocks and people to tell: a command
/// goes to the process, and what the process did decides stamps, clocks and notifications. Begin reading here.
/// </summary>
public sealed class TicketCore : ICaseCore
{
    /// <summary>The kind of stream.</summary>
    public const string StreamKind = "ticket";

    /// <inheritdoc/>
    public string Kind => StreamKind;

    /// <inheritdoc/>
    public FactCodec Codec => TicketFactKinds.Codec;

    /// <inheritdoc/>
    public StateCodec? StateCodec => TicketRecord.Codec;

    /// <inheritdoc/>
    public CaseState Initial(string caseId) => TicketState.Unopened;

    /// <inheritdoc/>
    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) => TicketFold.Evolve((TicketState)state, (TicketFact)fact, header);

    /// <inheritdoc/>
    public int? ReleaseOf(CaseState state) => state is TicketState { IsOpened: true } ticket ? ticket.Release : null;

    /// <inheritdoc/>
    public CaseRows Rows(CaseState state) => TicketRows.Of((TicketState)state);

    /// <inheritdoc/>
    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) =>
        command is TicketCommand.Open open && state is TicketState { IsOpened: false }
            ? release.FindProcess(open.ProcessId)?.Settings.NumberPrefix
            : null;

    /// <inheritdoc/>
    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header)
    {
        var run = new TicketRun(release, (TicketState)state, header);
        var refusal = (TicketCommand)command switch
        {
            TicketCommand.Open open => Opening.Open(run, open),
            _ when !run.Ticket.IsOpened => new("no-such-ticket", "There is no ticket with this id.") { SentenceZh = "没有这个标识的工单。" },
            _ when run.Ticket.IsArchived => Refusals.Archived(run.Ticket),
            TicketCommand.Update update => Updating.Update(run, update),
            TicketCommand.Attach attach => Attachments.Add(run, attach.File),
            TicketCommand.Complete task => Transitions.Complete(run, task),
            TicketCommand.Act action => Transitions.Act(run, action),
            TicketCommand.Assign task => Assignments.Assign(run, task.WaitId, task.Assignee),
            TicketCommand.Deliver message => run.Ask(new Command.DeliverMessage(message.Name, message.Key, message.Payload)),
            TicketCommand.DeliverSignal signal => run.Ask(new Command.DeliverSignal(signal.Name, signal.Payload)),
            TicketCommand.FireTimer timer => run.Ask(new Command.FireTimer(timer.WaitId)),
            TicketCommand.ClockDue clock => Clocks.ClockKeeper.Due(run, clock.ClockId),
            TicketCommand.Answer job => run.Ask(job.Said.ToCommand(job.WaitId)),
            TicketCommand.Retry retry => Refusals.UnlessWorker(run.Actor) ?? run.Ask(new Command.Retry(retry.IncidentId)),
            TicketCommand.Skip skip => Refusals.UnlessOperator(run.Actor) ?? run.Ask(new Command.Skip(skip.IncidentId, skip.Variables)),
            TicketCommand.MoveToken move => Refusals.UnlessOperator(run.Actor) ?? run.Ask(new Command.MoveToken(move.TokenId, move.ElementId)),
            TicketCommand.CancelToken cancel => Refusals.UnlessOperator(run.Actor) ?? run.Ask(new Command.CancelToken(cancel.TokenId)),
            TicketCommand.SetVariables set => Refusals.UnlessOperator(run.Actor) ?? run.Ask(new Command.SetVariables(set.Variables) { ScopeId = set.ScopeId }),
        };
        refusal ??= Aftermath.Settle(run);
        return refusal is null ? run.Accepted : new CaseVerdict.Refused(refusal);
    }

    /// <inheritdoc/>
    public CaseCommand Due(string key) => key.Split(':', 2) switch
    {
        ["clock", var id] => new TicketCommand.ClockDue(id),
        ["timer", var id] => new TicketCommand.FireTimer(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"'{key}' is no due row of a ticket; expected clock:ID or timer:ID.", nameof(key)),
    };

    /// <inheritdoc/>
    public CaseCommand? Receive(Effect effect) => effect.Kind switch
    {
        EffectKinds.Deliver => new TicketCommand.Deliver(effect.Payload["name"].ToText(), effect.Payload["key"].ToText(), effect.Carried()),
        EffectKinds.DeliverSignal => new TicketCommand.DeliverSignal(effect.Payload["name"].ToText(), effect.Carried()),
        EffectKinds.StartCase => new TicketCommand.Open(effect.Payload["process"].ToText(), effect.Payload["start"].ToText(), effect.Carried())
        {
            ConversationKey = effect.Payload["key"].ToText() is { Length: > 0 } key ? key : null,
            StartPart = effect.Payload["part"].TryGetInt(out var part) ? part : null,
            IsTriggered = true,
        },
        _ => null,
    };

    /// <inheritdoc/>
    public bool Awaits(CaseState state, int waitId) => ((TicketState)state).Instance is { Ended: false } instance && instance.FindWait(waitId) is Wait.Job;

    /// <inheritdoc/>
    public CaseCommand Answer(int waitId, JobAnswer answer) => new TicketCommand.Answer(waitId, answer);
}
