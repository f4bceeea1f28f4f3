using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using WorkflowItsm.Api;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Benchmarks.Timers;

/// <summary>A runtime on SQLite in which many cases wait for a time, and tickets are started beside them.</summary>
internal sealed class TimerStore : IAsyncDisposable
{
    private static readonly Actor _ann = new("ann", Role.Agent);
    private static readonly TimeSpan _ahead = TimeSpan.FromHours(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workflowitsm-bench-");
    private readonly ServiceProvider _services;
    private readonly ICaseRuntime _cases;
    private readonly AheadTime _time = new();
    private readonly MeterListener _meter = new();
    private readonly TaskCompletionSource<long> _allFired = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _timers;
    private int _fired;
    private long _begun;

    private TimerStore(int timers)
    {
        _timers = timers;
        var services = new ServiceCollection();
        services.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(_time);
        services.AddWorkflowItsm(options =>
        {
            options.DataDirectory = _folder.FullName;
            foreach (var root in (string[])["Durable", "Timers"]) options.BundleRoots.Add(Path.Combine(AppContext.BaseDirectory, root));
        }).UseSqlite().AddItsm().AddCore<ProcessCore>();
        _services = services.BuildServiceProvider();
        _cases = _services.GetRequiredService<ICaseRuntime>();
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "workflowitsm.due.fired") listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<long>((_, _, _, _) =>
        {
            if (Interlocked.Increment(ref _fired) == _timers) _allFired.TrySetResult(Stopwatch.GetTimestamp());
        });
        _meter.Start();
    }

    /// <summary>Makes one with timers that fall due evenly over a time, of which none has begun.</summary>
    public static async Task<TimerStore> MakeAsync(int timers, TimeSpan over)
    {
        var store = new TimerStore(timers);
        foreach (var service in store._services.GetServices<IHostedService>()) await service.StartAsync(CancellationToken.None);
        var first = store._time.GetUtcNow() + _ahead;
        await Parallel.ForAsync(0, timers, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (n, cancellation) =>
        {
            var until = (first + (over * n / timers)).ToString("O", CultureInfo.InvariantCulture);
            var start = new ProcessCommand.Start("waiting", FeelContext.Of(("until", until)));
            Done(await store._cases.SendAsync(new(ProcessCore.KindName, store._cases.NewCaseId(), start, _ann), cancellation));
        });
        store._time.Offset = first - TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(15);
        return store;
    }

    /// <summary>The first timer falls due a few seconds from here; the clock that tells how long all of them take begins.</summary>
    public void Begin() => _begun = Stopwatch.GetTimestamp();

    /// <summary>Has callers start tickets, one after the other each, for a time; how many a second.</summary>
    public async Task<double> StartCasesAsync(int callers, TimeSpan time)
    {
        var (clock, started) = (Stopwatch.StartNew(), 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (; clock.Elapsed < time; Interlocked.Increment(ref started)) await StartCaseAsync();
        })));
        return started / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Waits for the last timer; the seconds since the first fell due.</summary>
    public async Task<double> AllFiredAsync() => Stopwatch.GetElapsedTime(_begun, await _allFired.Task).TotalSeconds - 15;

    public async ValueTask DisposeAsync()
    {
        _meter.Dispose();
        foreach (var service in _services.GetServices<IHostedService>()) await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartCaseAsync()
    {
        var id = _cases.NewCaseId();
        var command = new TicketCommand.Open("bench", null, FeelContext.Of(("short_description", "The printer on the second floor does not answer"), ("impact", 2), ("urgency", 2)));
        Done(await _cases.SendAsync(new("ticket", id, command, _ann) { IdempotencyKey = "start-" + id, RequestDigest = id }));
    }

    private static void Done(CommandResult result)
    {
        if (result is not CommandResult.Done) throw new InvalidOperationException($"The runtime answered {result}.");
    }

    /// <summary>The machine's time, moved ahead.</summary>
    private sealed class AheadTime : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
