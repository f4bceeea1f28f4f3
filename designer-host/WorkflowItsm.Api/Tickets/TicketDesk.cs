using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Forms;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Api.Tickets;

/// <summary>
/// The one way in which people and applications change tickets: screens and the HTTP API both ask here. Checks the
/// policy of the role, what may be seen, and submitted forms; the process decides the rest. Safe to share between threads.
/// </summary>
/// <param name="runtime">Takes the commands.</param>
/// <param name="definitions">The published definitions.</param>
/// <param name="lookup">Finds tickets.</param>
/// <param name="time">The clock that conditions of forms see.</param>
public sealed class TicketDesk(ICaseRuntime runtime, IDefinitions definitions, TicketLookup lookup, TimeProvider time)
{
    /// <summary>Opens a ticket under the published process of its table; the caller is the actor unless the fields name another.</summary>
    public async Task<DeskAnswer> OpenAsync(NewTicket ticket, DeskCall call, CancellationToken cancellationToken = default)
    {
        if (Forbidden(Policies.OpenTickets, call) is { } forbidden) return forbidden;
        var process = definitions.Current.Processes
            .Where(process => process.Settings.TicketTable == ticket.Table)
            .MinBy(process => process.Id, StringComparer.Ordinal);
        if (process is null)
        {
            return DeskAnswer.Refuse("no-process", new(
                $"No published process opens tickets of table '{ticket.Table}'; publish a bundle with one.",
                $"没有已发布的流程可以创建表“{ticket.Table}”的工单；请先发布流程包。"));
        }

        var fields = ticket.Fields["caller_id"].IsNull ? ticket.Fields.With("caller_id", call.Actor.Name) : ticket.Fields;
        return await SendAsync(runtime.NewCaseId(), new TicketCommand.Open(process.Id, null, fields)
        {
            State = ticket.State,
            Comment = ticket.Comment,
            WorkNote = ticket.WorkNote,
        }, call, cancellationToken);
    }

    /// <summary>Changes fields, comments and asks for a state, all or nothing.</summary>
    public Task<DeskAnswer> UpdateAsync(string ticket, TicketChange change, DeskCall call, CancellationToken cancellationToken = default) =>
        ToAsync(Policies.ChangeTickets, ticket, call, _ => (new TicketCommand.Update(change.Fields, change.State, change.Comment, change.WorkNote), []), cancellationToken);

    /// <summary>Takes a task.</summary>
    public Task<DeskAnswer> ClaimAsync(string ticket, int task, DeskCall call, CancellationToken cancellationToken = default) =>
        ToAsync(Policies.WorkTickets, ticket, call, _ => (new TicketCommand.Assign(task, call.Actor.Name), []), cancellationToken);

    /// <summary>Gives a task back.</summary>
    public Task<DeskAnswer> ReleaseAsync(string ticket, int task, DeskCall call, CancellationToken cancellationToken = default) =>
        ToAsync(Policies.WorkTickets, ticket, call, _ => (new TicketCommand.Assign(task, null), []), cancellationToken);

    /// <summary>Tries again what stands still.</summary>
    public Task<DeskAnswer> RetryAsync(string ticket, int incident, DeskCall call, CancellationToken cancellationToken = default) =>
        ToAsync(Policies.WorkTickets, ticket, call, _ => (new TicketCommand.Retry(incident), []), cancellationToken);

    /// <summary>Goes on behind what an incident stopped, as if its work had given the variables.</summary>
    public Task<DeskAnswer> SkipAsync(string ticket, int incident, FeelContext variables, DeskCall call, CancellationToken cancellationToken = default) =>
        ToAsync(Policies.DecideOperations, ticket, call, _ => (new TicketCommand.Skip(incident, variables), []), cancellationToken);

    /// <summary>Puts a token on another element.</summary>
    public Task<DeskAnswer> MoveTokenAsync(string ticket, int token, string element, DeskCall call, CancellationToken cancellationToken = default) =>
        ToAsync(Policies.DecideOperations, ticket, call, _ => (new TicketCommand.MoveToken(token, element), []), cancellationToken);

    /// <summary>Takes a token away: its branch ends there.</summary>
    public Task<DeskAnswer> CancelTokenAsync(string ticket, int token, DeskCall call, CancellationToken cancellationToken = default) =>
        ToAsync(Policies.DecideOperations, ticket, call, _ => (new TicketCommand.CancelToken(token), []), cancellationToken);

    /// <summary>Sets variables by hand; of the root scope unless another is named.</summary>
    public Task<DeskAnswer> SetVariablesAsync(string ticket, int? scope, FeelContext variables, DeskCall call, CancellationToken cancellationToken = default) =>
        ToAsync(Policies.DecideOperations, ticket, call, _ => (new TicketCommand.SetVariables(scope, variables), []), cancellationToken);

    /// <summary>Completes a task with an outcome. What is wrong with the submitted form is said of all fields at once.</summary>
    public Task<DeskAnswer> CompleteAsync(string ticket, int task, string outcome, FeelContext submitted, DeskCall call, CancellationToken cancellationToken = default) =>
        ToAsync(Policies.ChangeTickets, ticket, call, found =>
        {
            var (values, problems) = Check(found, task, outcome, submitted);
            return (new TicketCommand.Complete(task, outcome, values), problems);
        }, cancellationToken);

    /// <summary>Takes an action, such as putting on hold.</summary>
    public Task<DeskAnswer> ActAsync(string ticket, int action, FeelContext submitted, DeskCall call, CancellationToken cancellationToken = default) =>
        ToAsync(Policies.ChangeTickets, ticket, call, found =>
        {
            var (values, problems) = Check(found, action, null, submitted);
            return (new TicketCommand.Act(action, values), problems);
        }, cancellationToken);

    /// <summary>Records a file whose bytes are stored; <see cref="Attachments.AttachmentDesk"/> stores them first.</summary>
    internal Task<DeskAnswer> AttachAsync(string ticket, Attachment file, DeskCall call, CancellationToken cancellationToken) =>
        ToAsync(Policies.ChangeTickets, ticket, call, _ => (new TicketCommand.Attach(file), []), cancellationToken);

    /// <summary>The refusal when the actor's role is not in a policy.</summary>
    internal static DeskAnswer.Refused? Forbidden(string policy, DeskCall call) => Policies.All[policy].Contains(call.Actor.Role)
        ? null
        : DeskAnswer.Refuse("not-permitted", new(
            $"'{call.Actor.Name}' has the role {call.Actor.Role} and may not do this.",
            $"“{call.Actor.Name}”的角色是 {call.Actor.Role}，无权执行此操作。"));

    private (FeelContext Values, ValueList<FieldProblem> Problems) Check(FoundTicket found, int wait, string? outcome, FeelContext submitted)
    {
        // A task that is gone has no form: the runtime knows whether this is a repeat of what completed it.
        if (found.State.Instance.FindWait(wait) is not { } open || TicketFields.Of(found.Record.Table) is not { } fields) return (FeelContext.Empty, []);
        var option = TicketOptions.Of(found.Release, found.State, Actor.System).Items
            .FirstOrDefault(option => option.Option.WaitId == wait && (outcome is null || option.Option.Outcome.Id == outcome));
        var current = found.State.Instance.Variables.Aggregate(found.Record.Fields, (all, variable) => all.With(variable.Key, variable.Value));
        // What is not offered now is for the process to refuse: it knows why.
        var chosen = option is { WhyNot: null } ? option.Option.Outcome : null;
        return FormCheck.Read(new(fields, found.FormOf(open.ElementId), chosen, current, time.GetUtcNow()), submitted);
    }

    private async Task<DeskAnswer> ToAsync(
        string policy,
        string ticket,
        DeskCall call,
        Func<FoundTicket, (TicketCommand Command, ValueList<FieldProblem> Problems)> make,
        CancellationToken cancellationToken)
    {
        if (Forbidden(policy, call) is { } forbidden) return forbidden;
        if (await lookup.FindAsync(ticket, call.Actor, cancellationToken) is not { } found) return DeskAnswer.Refuse("not-found", TicketLookup.Missing(ticket));
        var (command, problems) = make(found);
        // Whoever decided on what is no longer so hears that first: the form may be another by now.
        if (!problems.IsEmpty && (call.ExpectedVersion is not { } seen || seen == found.Record.Version)) return DeskAnswer.RefuseFields(problems);
        return await SendAsync(found.Record.CaseId, command, call, cancellationToken);
    }

    private async Task<DeskAnswer> SendAsync(string caseId, TicketCommand command, DeskCall call, CancellationToken cancellationToken) =>
        DeskAnswer.Of(await runtime.SendAsync(new(TicketCore.StreamKind, caseId, command, call.Actor)
        {
            IdempotencyKey = call.IdempotencyKey,
            RequestDigest = call.RequestDigest,
            ExpectedVersion = call.ExpectedVersion,
        }, cancellationToken));
}

/// <summary>A ticket to be opened.</summary>
/// <param name="Table">The kind of ticket, e.g. <c>incident</c>.</param>
/// <param name="Fields">The first fields.</param>
/// <param name="State">The state it is to reach at once; null leaves it to the process.</param>
/// <param name="Comment">A public comment to begin with; null for none.</param>
/// <param name="WorkNote">An internal note to begin with; null for none.</param>
public sealed record NewTicket(string Table, FeelContext Fields, int? State = null, string? Comment = null, string? WorkNote = null);

/// <summary>What is to change of a ticket, all or nothing.</summary>
/// <param name="Fields">The fields to be set.</param>
/// <param name="State">The state that is asked for; null for none.</param>
/// <param name="Comment">A public comment; null for none.</param>
/// <param name="WorkNote">An internal note; null for none.</param>
public sealed record TicketChange(FeelContext Fields, int? State = null, string? Comment = null, string? WorkNote = null);
