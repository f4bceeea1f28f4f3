using System.Collections.Concurrent;
using System.Globalization;
using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests.Timers;

/// <summary>Timers that fell due while nothing ran: all of them fire, once, in order, and nobody waits behind them.</summary>
public sealed class LateTimerTests(ITestOutputHelper output)
{
    private const int Cases = 500;

    private static readonly int _timers = Switches.Number("WORKFLOWITSM_LATE_TIMERS", 10_000);

    /// <summary>WORKFLOWITSM_LATE_TIMERS says how many.</summary>
    [Theory]
    [InlineData("00:01:00")]
    [InlineData("1.00:00:00")]
    [InlineData("30.00:00:00")]
    public async Task After_a_stop_each_fires_once_in_order_and_people_wait_for_one_batch_at_most(string downtime)
    {
        using var folder = new DataFolder();
        var planned = Planned();
        await using (var before = await Machine.StartAsync(folder.Path, new Sink()))
            await Parallel.ForEachAsync(planned, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (timer, _) =>
                Assert.IsType<CommandResult.Done>(await before.SendAsync(timer.CaseId, new Ask.Remind(timer.Key, timer.At))));

        var crowd = new Crowd(planned.Count);
        var back = Machine.Noon.AddMinutes(1) + TimeSpan.Parse(downtime, CultureInfo.InvariantCulture);
        await using (var after = await Machine.StartAsync(folder.Path, new Sink(), back, new Parts { Store = inner => new Onlooker(inner, crowd.Look) }))
        {
            crowd.Machine = after;
            await crowd.AllFired.Task.WaitAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(crowd.Sent);
        }

        output.WriteLine($"{crowd.Fired.Count} timers in {crowd.Batches} batches, {crowd.Sent.Count} commands of people between them.");
        Assert.Empty(crowd.Offences);
        Assert.Equal(planned.OrderBy(timer => timer.At).ThenBy(timer => timer.CaseId, StringComparer.Ordinal).ThenBy(timer => timer.Key, StringComparer.Ordinal).Select(timer => timer.Key), crowd.Fired);
        await using var again = await Machine.StartAsync(folder.Path, new Sink(), back);
        foreach (var group in planned.GroupBy(timer => timer.CaseId))
        {
            var counter = (await again.ReadAsync(group.Key))!;
            Assert.Empty(counter.Due);
            Assert.Equal(group.Count(), counter.Log.Count);
        }

        Assert.Empty(again.Verify().Problems);
    }

    private static List<DueItem> Planned() =>
    [
        .. Enumerable.Range(0, _timers).Select(n => new DueItem(
            Machine.Kind, string.Create(CultureInfo.InvariantCulture, $"c{n % Cases:D4}"), string.Create(CultureInfo.InvariantCulture, $"k{n:D6}"), Machine.Noon.AddSeconds(1 + (n % 50)))),
    ];

    /// <summary>
    /// Sends a person's command while a batch is being committed, and looks for it in the next one: whatever timers wait, it
    /// has to be there.
    /// </summary>
    private sealed class Crowd(int timers)
    {
        private string? _awaited;

        public Machine? Machine { get; set; }

        public List<string> Fired { get; } = [];

        public ConcurrentBag<Task<CommandResult>> Sent { get; } = [];

        public List<string> Offences { get; } = [];

        public int Batches { get; private set; }

        public TaskCompletionSource AllFired { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Look(JournalBatch batch)
        {
            Batches++;
            if (_awaited is { } person && batch.Cases.All(change => change.CaseId != person)) Offences.Add($"Batch {Batches} leaves out {person}, who came during the one before.");
            if (batch.Effects.Count > 64) Offences.Add($"Batch {Batches} fires {batch.Effects.Count} timers.");
            if (_awaited is not null && batch.Effects.Count > 16) Offences.Add($"Batch {Batches} fires {batch.Effects.Count} timers beside one person.");
            Fired.AddRange(batch.Effects.Select(effect => effect.Effect.Target));
            _awaited = Fired.Count < timers && Machine is not null ? $"person-{Batches}" : null;
            if (_awaited is not null) Sent.Add(Machine!.SendAsync(_awaited, new Ask.Add(1)));
            if (Fired.Count >= timers) AllFired.TrySetResult();
        }
    }
}
