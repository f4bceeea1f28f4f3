using Microsoft.Extensions.Logging;
using Quartz;
using WorkflowItsm.Schedules.Calendar;
using WorkflowItsm.Schedules.Keeping;

namespace WorkflowItsm.Schedules.Running;

/// <summary>A run that Quartz asks for. Its type's name stands in the store: a new name is a new schedule to Quartz.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ScheduledRun(ScheduleKeeper keeper, ScheduleStore store, CaseOpener opener, ILogger<ScheduledRun> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var id = context.JobDetail.Key.Name;
        var fired = context.ScheduledFireTimeUtc is { } scheduled && scheduled > context.FireTimeUtc ? scheduled : context.FireTimeUtc;
        ScheduleRun run;
        try
        {
            await store.StepOnAsync(context, cancellationToken);
            // A schedule that the newest release lacks is about to leave Quartz.
            if (keeper.Find(id) is not { } schedule) return;
            var settings = await store.SettingsAsync(schedule.Definition, cancellationToken);
            // A run that comes late, or again after a crash, means the newest time of the calendar and not the moment it comes at.
            var meant = CronCalendar.LastAt(settings.Cron, settings.TimeZone, fired) ?? fired;
            run = await opener.OpenAsync(schedule.Definition, settings.TimeZone, meant, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogBroken(log, failure, id);
            run = new(fired, null, null, null, null, new("run-failed", $"The run failed: {failure.Message}") { SentenceZh = $"运行失败：{failure.Message}" });
        }

        if (run.Failure is { } refusal) LogFailed(log, id, refusal.Sentence);
        else LogOpened(log, id, run.Number);
        await store.NoteAsync(id, run, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Schedule {Schedule} opened {Number}.")]
    private static partial void LogOpened(ILogger log, string schedule, string? number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Schedule {Schedule} opened nothing: {Why}")]
    private static partial void LogFailed(ILogger log, string schedule, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Schedule {Schedule} broke.")]
    private static partial void LogBroken(ILogger log, Exception failure, string schedule);
}
