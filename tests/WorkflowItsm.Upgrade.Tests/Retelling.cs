using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Itsm.Timeline;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>A store in words: every ticket with its fields, clocks, waits and timeline; every plain process, topic and timer that starts a process.</summary>
internal static class Retelling
{
    private static readonly Actor _auditor = new("qian", Role.Auditor);

    /// <summary>Tells it; fails when the check of the journal finds anything.</summary>
    public static async Task<string> OfAsync(Store store, IEnumerable<(string Kind, string CaseId)> cases)
    {
        var report = store.Verifier.Verify(TestContext.Current.CancellationToken);
        Assert.True(report.IsWhole, string.Join(Environment.NewLine, report.Problems));
        var text = new List<string> { $"rows {report.Rows}, facts {report.Facts}, cases {report.Cases}", "" };
        foreach (var row in (await ListAsync(store)).Rows)
        {
            text.Add(row.Number);
            foreach (var (name, value) in row.Fields.OrderBy(field => field.Key, StringComparer.Ordinal)) text.Add($"  {name} = {value}");
            var ticket = (TicketState)(await store.Runtime.ReadAsync(TicketCore.StreamKind, row.CaseId, TestContext.Current.CancellationToken))!;
            foreach (var clock in ticket.Clocks) text.Add(FormattableString.Invariant($"  clock {clock.Id}: spent {clock.Spent} of {clock.Goal}, since {clock.RunningSince:O}, stopped {clock.StoppedAt:O}, reached {clock.ReachedPercent}, breached {clock.IsBreached}"));
            foreach (var wait in ticket.Instance.Waits) text.Add($"  waits {wait.Id} at {wait.ElementId} ({wait.GetType().Name})");
            var history = await store.Runtime.HistoryAsync(TicketCore.StreamKind, row.CaseId, TestContext.Current.CancellationToken);
            foreach (var line in TimelineWriter.Lines(history.Select(fact => (fact.Header, fact.Fact)), store.Definitions.At(ticket.Release)))
                text.Add($"  {line.At:yyyy-MM-dd HH:mm:ss} {line.Actor}: {line.En}");
            text.Add("");
        }

        foreach (var (kind, caseId) in cases)
        {
            if (await store.Runtime.ReadAsync(kind, caseId, TestContext.Current.CancellationToken) is not { } state || Words(state) is not { Count: > 0 } words) continue;
            text.AddRange([$"{kind} {caseId}", .. words.Select(line => $"  {line}")]);
            foreach (var fact in await store.Runtime.HistoryAsync(kind, caseId, TestContext.Current.CancellationToken))
                text.Add(FormattableString.Invariant($"  {fact.Header.Time:yyyy-MM-dd HH:mm:ss} {fact.Header.Actor}: {((fact.Fact as IWrapsFact)?.Wrapped ?? fact.Fact).GetType().Name}"));
            text.Add("");
        }

        return string.Join('\n', text);
    }

    private static List<string> Words(CaseState state) => state switch
    {
        ProcessState process =>
        [
            $"{process.Instance.ProcessId} of release {process.Release}{(process.Instance.Ended ? ", ended" : "")}",
            .. process.Instance.Variables.Select(variable => $"{variable.Key} = {variable.Value.ToText()}"),
            .. process.Instance.Waits.Select(wait => $"waits {wait.Id} at {wait.ElementId} ({wait.GetType().Name})"),
        ],
        TopicState topic => [$"listeners: {string.Join(", ", topic.Listeners.Cases)}; begun: {topic.Begun}; kept: {string.Join(", ", topic.Buffer.Items.Select(kept => FeelValue.Context(kept).ToText()))}"],
        StartTimersState timers => [.. timers.Timers.Items.Select(timer => FormattableString.Invariant($"{timer.Key} {timer.Basis}: due {timer.DueAt:O}, left {timer.Repeat}, last {timer.Last?.At:O} {timer.Last?.CaseId}"))],
        _ => [],
    };

    public static Task<TicketPage> ListAsync(Store store) =>
        store.Tickets.ListAsync(new("incident", null, [new("number", false)], 100, 0), _auditor, TestContext.Current.CancellationToken);
}
