using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Schedules.Calendar;
using WorkflowItsm.Schedules.Running;

namespace WorkflowItsm.Schedules.Keeping;

/// <inheritdoc/>
internal sealed class ScheduleBook(ScheduleKeeper keeper, ScheduleStore store, CaseOpener opener, CronCalendar calendar) : IScheduleBook
{
    public async Task<ValueList<ScheduleEntry>> ListAsync(CancellationToken cancellationToken = default)
    {
        await keeper.FollowAsync(cancellationToken);
        var entries = new List<ScheduleEntry>();
        foreach (var declared in keeper.Schedules) entries.Add(await EntryAsync(declared, cancellationToken));
        return entries.ToValueList();
    }

    public Task<ScheduleAnswer> ChangeAsync(string id, ScheduleChange change, Actor actor, CancellationToken cancellationToken = default) =>
        WithAsync(id, actor, async declared =>
        {
            if (calendar.Preview(change.Cron, change.TimeZone, 5).Refusal is { } refusal) return refusal;
            await store.ChangeAsync(declared.Definition, change, actor.Name, cancellationToken);
            return null;
        }, cancellationToken);

    public Task<ScheduleAnswer> ResetAsync(string id, Actor actor, CancellationToken cancellationToken = default) =>
        WithAsync(id, actor, async declared =>
        {
            await store.ChangeAsync(declared.Definition, null, actor.Name, cancellationToken);
            return null;
        }, cancellationToken);

    public Task<ScheduleAnswer> RunNowAsync(string id, Actor actor, CancellationToken cancellationToken = default) =>
        WithAsync(id, actor, async declared =>
        {
            var settings = await store.SettingsAsync(declared.Definition, cancellationToken);
            var run = await opener.OpenNowAsync(declared.Definition, settings.TimeZone, actor, cancellationToken);
            await store.NoteAsync(id, run, cancellationToken);
            return run.Failure;
        }, cancellationToken);

    public SchedulePreview Preview(string cron, string timeZone, int count = 5) => calendar.Preview(cron, timeZone, count);

    public IDisposable Subscribe(Action listener) => store.Subscribe(listener);

    private async Task<ScheduleAnswer> WithAsync(string id, Actor actor, Func<Declared, Task<Refusal?>> act, CancellationToken cancellationToken)
    {
        if (actor.Role is not (Role.ProcessOwner or Role.Administrator)) return new ScheduleAnswer.Refused(NotPermitted(actor));
        await keeper.FollowAsync(cancellationToken);
        if (keeper.Find(id) is not { } declared) return new ScheduleAnswer.Refused(NoSuch(id));
        return await act(declared) is { } refusal
            ? new ScheduleAnswer.Refused(refusal)
            : new ScheduleAnswer.Done(await EntryAsync(declared, cancellationToken));
    }

    private Task<ScheduleEntry> EntryAsync(Declared declared, CancellationToken cancellationToken) =>
        store.EntryAsync(declared.Definition, declared.Bundle, cancellationToken);

    private static Refusal NotPermitted(Actor actor) =>
        new("not-permitted", $"'{actor.Name}' ({actor.Role}) may not change or run schedules; process owners and administrators may.")
        {
            SentenceZh = $"“{actor.Name}”（{actor.Role}）不能更改或运行日程；流程负责人和管理员可以。",
        };

    private static Refusal NoSuch(string id) => new("no-such-schedule", $"The newest release has no schedule '{id}'.") { SentenceZh = $"最新发布中没有日程“{id}”。" };
}
