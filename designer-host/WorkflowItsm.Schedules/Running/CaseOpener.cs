using System.Globalization;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Schedules;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Schedules.Calendar;

namespace WorkflowItsm.Schedules.Running;

/// <summary>Opens the case of a run: one command, under a key that makes a repeat harmless.</summary>
internal sealed class CaseOpener(ICaseRuntime runtime, ScheduleTime time)
{
    private const int Tries = 20;

    /// <summary>The case of the time that the calendar meant; the same case however often it is asked for.</summary>
    public Task<ScheduleRun> OpenAsync(ScheduleDefinition schedule, string timeZone, DateTimeOffset meant, CancellationToken cancellationToken) =>
        OpenAsync(schedule, timeZone, meant, meant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), Actor.System, null, cancellationToken);

    /// <summary>A case besides those of the calendar.</summary>
    public Task<ScheduleRun> OpenNowAsync(ScheduleDefinition schedule, string timeZone, Actor actor, CancellationToken cancellationToken) =>
        OpenAsync(schedule, timeZone, time.Provider.GetUtcNow(), $"now/{runtime.NewCaseId()}", actor, actor.Name, cancellationToken);

    private async Task<ScheduleRun> OpenAsync(
        ScheduleDefinition schedule, string timeZone, DateTimeOffset run, string key, Actor actor, string? by, CancellationToken cancellationToken)
    {
        var local = CronCalendar.Zone(timeZone) is { } zone ? TimeZoneInfo.ConvertTime(run, zone) : run;
        var open = new TicketCommand.Open(schedule.Process, null, schedule.FieldsAt(local));
        var call = new CaseCall(TicketCore.StreamKind, runtime.NewCaseId(), open, actor) { IdempotencyKey = $"schedule/{schedule.Id}/{key}" };
        var result = await SendAsync(call, cancellationToken);
        var at = time.Provider.GetUtcNow();
        return result switch
        {
            CommandResult.Done done => Opened(at, by, done),
            CommandResult.Refused refused => Failed(at, by, refused.Refusal),
            CommandResult.KeyReused reused => Failed(at, by, new("key-reused", reused.Sentence)),
            CommandResult.Stale => Failed(at, by, new("stale", "The case has changed meanwhile.") { SentenceZh = "案例已被更改。" }),
            CommandResult.Busy busy => Failed(at, by, new("busy", busy.Sentence)),
        };
    }

    /// <summary>Nothing is done while the store cannot write: the run comes again, for as long as a person would wait for a machine.</summary>
    private async Task<CommandResult> SendAsync(CaseCall call, CancellationToken cancellationToken)
    {
        var result = await runtime.SendAsync(call, cancellationToken);
        for (var tried = 1; result is CommandResult.Busy busy && tried < Tries; tried++)
        {
            await Task.Delay(busy.RetryAfter, time.Provider, cancellationToken);
            result = await runtime.SendAsync(call, cancellationToken);
        }

        return result;
    }

    private static ScheduleRun Opened(DateTimeOffset at, string? by, CommandResult.Done done)
    {
        var ticket = (TicketState)done.State;
        return new(at, by, done.CaseId, ticket.Table, ticket.Number, null);
    }

    private static ScheduleRun Failed(DateTimeOffset at, string? by, Refusal refusal) => new(at, by, null, null, null, refusal);
}
