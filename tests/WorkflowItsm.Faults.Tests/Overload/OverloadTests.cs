using System.Diagnostics.Metrics;
using System.Globalization;
using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Faults.Tests.Timers;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests.Overload;

/// <summary>Ten times as many callers as the queue holds, for as long as it takes the timers to fire beside them.</summary>
public sealed class OverloadTests(ITestOutputHelper output)
{
    private const int Capacity = 64, MaxBatch = 32, Callers = 10 * Capacity;

    private static readonly int _timers = Switches.Number("WORKFLOWITSM_OVERLOAD_TIMERS", 600);

    /// <summary>WORKFLOWITSM_OVERLOAD_TIMERS says how many timers fire meanwhile, and so how long it lasts.</summary>
    [Fact]
    public async Task Whoever_finds_no_room_is_told_so_and_timers_go_on_beside_the_crowd()
    {
        using var folder = new DataFolder();
        var (fired, batches, batchesToFire, mostWaiting) = (0, 0, 0, 0);
        using var gauge = Gauge(waiting => mostWaiting = Math.Max(mostWaiting, waiting));
        var allFired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = await Machine.StartAsync(folder.Path, new Sink(), parts: new Parts
        {
            Options = options => (options.QueueCapacity, options.MaxBatch) = (Capacity, MaxBatch),
            Store = inner => new Onlooker(inner, batch =>
            {
                if (fired > 0 && !allFired.Task.IsCompleted) batchesToFire++;
                batches++;
                gauge.RecordObservableInstruments();
                fired += batch.Effects.Count;
                if (fired >= _timers) allFired.TrySetResult();
            }),
        });
        for (var n = 0; n < _timers; n++)
            Assert.IsType<CommandResult.Done>(await machine.SendAsync($"late-{n % 50}", new Ask.Remind(Number(n), Machine.Noon.AddMinutes(1))));

        var tally = new Tally();
        var crowd = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(machine, caller, tally, allFired.Task))).ToList();
        machine.Time.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(crowd).WaitAsync(TestContext.Current.CancellationToken);

        output.WriteLine($"{tally.Done} commands done, {tally.Busy} refused, at most {mostWaiting} waited; {_timers} timers in {batchesToFire} of {batches} batches.");
        Assert.True(tally.Busy > 0, "Nobody was refused.");
        Assert.True(tally.Done > 0, "Nobody was served.");
        // No more is ever held, however many call: a lane of people's and one of the engine's.
        Assert.InRange(mostWaiting, 1, 2 * Capacity);
        // Every third place of a full batch is the engine's: ten of 32, which timers share with marks of effects.
        Assert.InRange(batchesToFire, 1, _timers / 3);
        Assert.IsType<CommandResult.Done>(await machine.SendAsync("afterwards", new Ask.Add(1)));
        Assert.Equal(tally.Done, (await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => machine.ReadAsync(Name(caller))))).Sum(counter => counter?.Total ?? 0));
        for (var n = 0; n < Math.Min(50, _timers); n++) Assert.Empty((await machine.ReadAsync($"late-{n}"))!.Due);
        Assert.Empty(machine.Verify().Problems);
    }

    private static async Task CallAsync(Machine machine, int caller, Tally tally, Task until)
    {
        while (!until.IsCompleted)
        {
            var sending = machine.SendAsync(Name(caller), new Ask.Add(1));
            // Who is refused is refused at once.
            if (sending.IsCompleted && await sending is CommandResult.Busy)
            {
                tally.Refuse();
                await Task.Yield();
                continue;
            }

            tally.Answer(await sending is CommandResult.Done);
        }
    }

    private static MeterListener Gauge(Action<int> see)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "workflowitsm.queue.length") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, measured, _, _) => see(measured));
        listener.Start();
        return listener;
    }

    private static string Name(int caller) => "caller-" + Number(caller);

    private static string Number(int number) => number.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>What became of the calls.</summary>
    private sealed class Tally
    {
        private int _done;
        private int _busy;

        public int Done => _done;

        public int Busy => _busy;

        public void Refuse() => Interlocked.Increment(ref _busy);

        public void Answer(bool done)
        {
            if (done) Interlocked.Increment(ref _done);
        }
    }
}
