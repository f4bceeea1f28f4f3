using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using WorkflowItsm.Api;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Benchmarks.Durable;

/// <summary>The runtime as a host embeds it, with a process of one task under two clocks.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private static readonly Actor _ann = new("ann", Role.Agent);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workflowitsm-bench-");
    private readonly ServiceProvider _services;
    private readonly ICaseRuntime _cases;

    private Installation(Action<WorkflowItsmBuilder> store)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>));
        var builder = services.AddWorkflowItsm(options =>
        {
            options.DataDirectory = _folder.FullName;
            options.BundleRoots.Add(Path.Combine(AppContext.BaseDirectory, "Durable"));
        });
        store(builder);
        builder.AddItsm();
        _services = services.BuildServiceProvider();
        _cases = _services.GetRequiredService<ICaseRuntime>();
    }

    /// <summary>The store's file, where it is SQLite.</summary>
    public string Journal => Path.Combine(_folder.FullName, "journal.db");

    /// <summary>Starts one on SQLite.</summary>
    public static Task<Installation> StartAsync() => StartAsync(builder => builder.UseSqlite());

    /// <summary>Starts one on a store of choice.</summary>
    public static async Task<Installation> StartAsync(Action<WorkflowItsmBuilder> store)
    {
        var installation = new Installation(store);
        foreach (var service in installation._services.GetServices<IHostedService>()) await service.StartAsync(CancellationToken.None);
        return installation;
    }

    /// <summary>Has <paramref name="callers"/> start cases, one after the other each, for a time.</summary>
    public Task<Load> StartCasesAsync(int callers, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        return LoadAsync(callers, caller => clock.Elapsed < time ? StartCaseAsync : null);
    }

    /// <summary>Has <paramref name="callers"/> complete the tasks of cases, one after the other each.</summary>
    public Task<Load> CompleteAsync(int callers, IReadOnlyList<string> cases)
    {
        var next = -1;
        return LoadAsync(callers, _ => Interlocked.Increment(ref next) is var index && index < cases.Count ? () => CompleteCaseAsync(cases[index]) : null);
    }

    /// <summary>A copy of the store as it is now.</summary>
    public void CopyTo(string path)
    {
        using var from = new SqliteConnection($"Data Source={Journal};Mode=ReadOnly;Pooling=False");
        using var to = new SqliteConnection($"Data Source={path};Pooling=False");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>()) await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<Load> LoadAsync(int callers, Func<int, Func<Task<string>>?> next)
    {
        var batches = 0;
        using var meter = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Name == "workflowitsm.batch.rows") listener.EnableMeasurementEvents(instrument); } };
        meter.SetMeasurementEventCallback<int>((_, _, _, _) => batches++);
        meter.Start();
        var clock = Stopwatch.StartNew();
        var done = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var cases = new List<string>();
            while (next(caller) is { } call) cases.Add(await call());
            return cases;
        })));
        var took = clock.Elapsed;
        List<string> all = [.. done.SelectMany(cases => cases)];
        return new(all, all.Count / took.TotalSeconds, (double)all.Count / batches);
    }

    private async Task<string> StartCaseAsync()
    {
        var id = _cases.NewCaseId();
        var command = new TicketCommand.Open("bench", null, FeelContext.Of(("short_description", "The printer on the second floor does not answer"), ("impact", 2), ("urgency", 2)));
        return Done(await _cases.SendAsync(new("ticket", id, command, _ann) { IdempotencyKey = "start-" + id, RequestDigest = id })).CaseId;
    }

    private async Task<string> CompleteCaseAsync(string id)
    {
        var task = ((TicketState)(await _cases.ReadAsync("ticket", id))!).Instance.Waits.Single();
        return Done(await _cases.SendAsync(new("ticket", id, new TicketCommand.Complete(task.Id, "done", FeelContext.Empty), _ann) { IdempotencyKey = "done-" + id, RequestDigest = id })).CaseId;
    }

    private static CommandResult.Done Done(CommandResult result) =>
        result as CommandResult.Done ?? throw new InvalidOperationException($"The runtime answered {result}.");
}

/// <summary>What a load did.</summary>
/// <param name="Cases">The cases, each once.</param>
/// <param name="Rate">Cases a second.</param>
/// <param name="MeanBatch">How many shared a transaction, on average.</param>
internal sealed record Load(IReadOnlyList<string> Cases, double Rate, double MeanBatch);
