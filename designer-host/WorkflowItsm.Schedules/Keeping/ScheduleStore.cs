using System.Globalization;
using Quartz;
using WorkflowItsm.Engine;
using WorkflowItsm.Itsm.Schedules;
using WorkflowItsm.Schedules.Calendar;
using WorkflowItsm.Schedules.Running;

namespace WorkflowItsm.Schedules.Keeping;

/// <summary>
/// What Quartz keeps of a schedule. The trigger holds when it runs and who changed that; the job holds the last run.
/// Each is replaced as a whole, so that a change and a run at the same moment do not undo each other.
/// </summary>
internal sealed class ScheduleStore(ISchedulerFactory quartz, ScheduleTime time)
{
    private const string Group = "schedules";
    private const string Basis = "basis", ChangedBy = "changed-by", ChangedAt = "changed-at";
    private const string RunAt = "run-at", RunBy = "run-by", RunCase = "run-case", RunTable = "run-table", RunNumber = "run-number";
    private const string RunCode = "run-code", RunWhy = "run-why", RunWhyZh = "run-why-zh";

    private readonly Lock _gate = new();
    private Action? _changed;

    /// <summary>Calls a listener after each change of what is kept, until what is given back is disposed.</summary>
    public IDisposable Subscribe(Action listener)
    {
        // A delegate of its own: two subscriptions of one listener are two.
        Action own = () => listener();
        lock (_gate) _changed += own;
        return new Subscription(() => { lock (_gate) _changed -= own; });
    }

    /// <summary>The ids of all schedules that Quartz holds.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(CancellationToken cancellationToken)
    {
        var scheduler = await quartz.GetScheduler(cancellationToken);
        var jobs = await scheduler.QueryJobs(new() { Group = GroupMatcher<JobKey>.GroupEquals(Group), Take = PagedQuery.All }, cancellationToken);
        return [.. jobs.Items.Select(job => job.Key.Name)];
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await (await quartz.GetScheduler(cancellationToken)).DeleteJob(Job(id), cancellationToken);
        Tell();
    }

    /// <summary>Makes Quartz hold a schedule as the release declares it; what a person changed stays.</summary>
    public async Task AlignAsync(ScheduleDefinition schedule, CancellationToken cancellationToken)
    {
        var scheduler = await quartz.GetScheduler(cancellationToken);
        if (!await scheduler.Exists(Job(schedule.Id), cancellationToken))
            await scheduler.AddJob(JobBuilder.Create<ScheduledRun>().WithIdentity(Job(schedule.Id)).StoreDurably().RequestRecovery().Build(), cancellationToken: cancellationToken);
        var trigger = await scheduler.GetTrigger(Trigger(schedule.Id), cancellationToken);
        if (trigger is not null && Text(trigger.JobDataMap, Basis) == BasisOf(schedule)) return;
        if (trigger is ICronTrigger kept && Text(kept.JobDataMap, ChangedBy) is { } by)
        {
            var settings = await SettingsAsync(schedule, cancellationToken);
            await ScheduleAsync(scheduler, schedule, settings, by, Moment(kept.JobDataMap, ChangedAt), cancellationToken);
        }
        else await ScheduleAsync(scheduler, schedule, DefaultOf(schedule), null, null, cancellationToken);
        Tell();
    }

    /// <summary>When the schedule runs.</summary>
    public async Task<ScheduleChange> SettingsAsync(ScheduleDefinition schedule, CancellationToken cancellationToken)
    {
        var scheduler = await quartz.GetScheduler(cancellationToken);
        if (await scheduler.GetTrigger(Trigger(schedule.Id), cancellationToken) is not ICronTrigger trigger) return DefaultOf(schedule);
        var paused = await scheduler.GetTriggerState(trigger.Key, cancellationToken) == TriggerState.Paused;
        return new(trigger.CronExpressionString!, trigger.TimeZone.Id, !paused);
    }

    /// <summary>The schedule as it stands.</summary>
    public async Task<ScheduleEntry> EntryAsync(ScheduleDefinition schedule, string bundle, CancellationToken cancellationToken)
    {
        var scheduler = await quartz.GetScheduler(cancellationToken);
        var settings = await SettingsAsync(schedule, cancellationToken);
        var trigger = await scheduler.GetTrigger(Trigger(schedule.Id), cancellationToken);
        var job = await scheduler.GetJobDetail(Job(schedule.Id), cancellationToken);
        var next = settings.Enabled && trigger?.NextFireTimeUtc is { } at && CronCalendar.Zone(settings.TimeZone) is { } zone ? TimeZoneInfo.ConvertTime(at, zone) : (DateTimeOffset?)null;
        return new(schedule, bundle, settings,
            trigger is null ? null : Text(trigger.JobDataMap, ChangedBy), trigger is null ? null : Moment(trigger.JobDataMap, ChangedAt),
            next, job is null ? null : Run(job.JobDataMap));
    }

    /// <summary>Keeps what a person changed; null goes back to what the release says.</summary>
    public async Task ChangeAsync(ScheduleDefinition schedule, ScheduleChange? change, string by, CancellationToken cancellationToken)
    {
        var scheduler = await quartz.GetScheduler(cancellationToken);
        if (change is null) await ScheduleAsync(scheduler, schedule, DefaultOf(schedule), null, null, cancellationToken);
        else await ScheduleAsync(scheduler, schedule, change, by, time.Provider.GetUtcNow(), cancellationToken);
        Tell();
    }

    /// <summary>Lets a trigger go on that has not moved beyond the time it fires for (<see cref="CronCalendar.After"/>).</summary>
    public async Task StepOnAsync(IJobExecutionContext run, CancellationToken cancellationToken)
    {
        var trigger = run.Trigger;
        if (trigger is not ICronTrigger cron || run.ScheduledFireTimeUtc is not { } fired || run.NextFireTimeUtc is not { } next || next > fired) return;
        if (!CronExpression.TryParse(cron.CronExpressionString!, out var parsed) || CronCalendar.After(parsed.WithTimeZone(cron.TimeZone), fired) is not { } later) return;
        var scheduler = await quartz.GetScheduler(cancellationToken);
        await scheduler.RescheduleJob(trigger.Key, trigger.GetTriggerBuilder().StartAt(later).Build(), cancellationToken);
    }

    /// <summary>Keeps what became of a run.</summary>
    public async Task NoteAsync(string id, ScheduleRun run, CancellationToken cancellationToken)
    {
        var scheduler = await quartz.GetScheduler(cancellationToken);
        if (await scheduler.GetJobDetail(Job(id), cancellationToken) is not { } job) return;
        var data = new JobDataMap { [RunAt] = Text(run.At) };
        Put(data, RunBy, run.By);
        Put(data, RunCase, run.CaseId);
        Put(data, RunTable, run.Table);
        Put(data, RunNumber, run.Number);
        Put(data, RunCode, run.Failure?.Code);
        Put(data, RunWhy, run.Failure?.Sentence);
        Put(data, RunWhyZh, run.Failure?.SentenceZh);
        await scheduler.AddJob(job.WithJobData(data), AddJobOptions.Replacing, cancellationToken);
        Tell();
    }

    /// <summary>Forgets who changed a schedule, or ran it, if it was one of those; whether it was.</summary>
    public async Task<bool> ForgetAsync(string id, Func<string, bool> isForgotten, CancellationToken cancellationToken)
    {
        var scheduler = await quartz.GetScheduler(cancellationToken);
        var trigger = await scheduler.GetTrigger(Trigger(id), cancellationToken);
        var changed = trigger is not null && Text(trigger.JobDataMap, ChangedBy) is { Length: > 0 } by && isForgotten(by);
        if (changed)
        {
            var data = new JobDataMap((IDictionary<string, object?>)trigger!.JobDataMap) { [ChangedBy] = "" };
            var paused = await scheduler.GetTriggerState(trigger.Key, cancellationToken) == TriggerState.Paused;
            await scheduler.ScheduleJob(
                trigger.GetTriggerBuilder().UsingJobData(data).Build(), new ScheduleJobOptions { Replace = true, Paused = paused }, cancellationToken);
        }

        var job = await scheduler.GetJobDetail(Job(id), cancellationToken);
        var ran = job is not null && Text(job.JobDataMap, RunBy) is { Length: > 0 } runner && isForgotten(runner);
        if (ran)
        {
            var data = new JobDataMap((IDictionary<string, object?>)job!.JobDataMap) { [RunBy] = "" };
            await scheduler.AddJob(job.WithJobData(data), AddJobOptions.Replacing, cancellationToken);
        }

        if (changed || ran) Tell();
        return changed || ran;
    }

    private static async Task ScheduleAsync(
        IScheduler scheduler, ScheduleDefinition schedule, ScheduleChange settings, string? by, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var data = new JobDataMap { [Basis] = BasisOf(schedule) };
        Put(data, ChangedBy, by);
        if (at is { } changed) data[ChangedAt] = Text(changed);
        var cron = CronScheduleBuilder.Create(settings.Cron)
            .InTimeZone(CronCalendar.Zone(settings.TimeZone))
            .WithMisfireInstruction(schedule.Misfire == MissedRuns.Skip ? CronTriggerMisfireInstruction.DoNothing : CronTriggerMisfireInstruction.FireAndProceed);
        var trigger = TriggerBuilder.Create(scheduler.TimeProvider).WithIdentity(Trigger(schedule.Id)).ForJob(Job(schedule.Id)).WithSchedule(cron).UsingJobData(data).Build();
        if (trigger.GetFireTimeAfter(scheduler.TimeProvider.GetUtcNow()) is null) await scheduler.UnscheduleJob(trigger.Key, cancellationToken);
        else await scheduler.ScheduleJob(trigger, new ScheduleJobOptions { Replace = true, Paused = !settings.Enabled }, cancellationToken);
    }

    private void Tell()
    {
        Action? changed;
        lock (_gate) changed = _changed;
        changed?.Invoke();
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private static ScheduleChange DefaultOf(ScheduleDefinition schedule) => new(schedule.Cron, schedule.TimeZone, true);

    /// <summary>What of the release the trigger was made from.</summary>
    private static string BasisOf(ScheduleDefinition schedule) => $"{schedule.Cron}|{schedule.TimeZone}|{schedule.Misfire}";

    private static ScheduleRun? Run(JobDataMap data) => Moment(data, RunAt) is not { } at ? null : new(
        at, Text(data, RunBy), Text(data, RunCase), Text(data, RunTable), Text(data, RunNumber),
        Text(data, RunCode) is { } code ? new Refusal(code, Text(data, RunWhy) ?? "") { SentenceZh = Text(data, RunWhyZh) } : null);

    private static void Put(JobDataMap data, string name, string? value)
    {
        if (value is not null) data[name] = value;
    }

    private static string? Text(JobDataMap data, string name) => data.TryGetValue(name, out var value) ? value as string : null;

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Moment(JobDataMap data, string name) =>
        Text(data, name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    private static JobKey Job(string id) => new(id, Group);

    private static TriggerKey Trigger(string id) => new(id, Group);
}
