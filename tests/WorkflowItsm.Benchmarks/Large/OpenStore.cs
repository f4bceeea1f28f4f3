using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using WorkflowItsm.Api;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Benchmarks.Large;

/// <summary>The runtime on a store that is there already, in this process.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OpenStore(string folder)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>));
        services.AddWorkflowItsm(options => options.DataDirectory = folder).UseSqlite().AddItsm();
        _services = services.BuildServiceProvider();
    }

    /// <summary>An agent, who sees all tickets.</summary>
    public static Actor Ann { get; } = new("ann", Role.Agent);

    public ICaseRuntime Cases => _services.GetRequiredService<ICaseRuntime>();

    public ITicketQueries Queries => _services.GetRequiredService<ITicketQueries>();

    public IDefinitions Definitions => _services.GetRequiredService<IDefinitions>();

    public static async Task<OpenStore> StartAsync(string folder)
    {
        var store = new OpenStore(folder);
        foreach (var service in store._services.GetServices<IHostedService>()) await service.StartAsync(CancellationToken.None);
        return store;
    }

    /// <summary>Opens a ticket of a process.</summary>
    public async Task<string> OpenAsync(string process)
    {
        var id = Cases.NewCaseId();
        var fields = FeelContext.Of(("short_description", "The printer on the second floor does not answer"), ("category", "hardware"), ("impact", 2), ("urgency", 2));
        return Done(await Cases.SendAsync(new("ticket", id, new TicketCommand.Open(process, null, fields), Ann) { IdempotencyKey = "bench-" + id, RequestDigest = id })).CaseId;
    }

    /// <summary>Writes a comment into a ticket.</summary>
    public async Task CommentAsync(string id) =>
        Done(await Cases.SendAsync(new("ticket", id, new TicketCommand.Update(FeelContext.Empty, null, "We look into it; it may be the same as yesterday's.", null), Ann)));

    /// <summary>Has callers open tickets for a time; gives tickets a second.</summary>
    public async Task<double> StartsAsync(string process, int callers, TimeSpan time)
    {
        var (clock, count) = (Stopwatch.StartNew(), 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < time)
            {
                await OpenAsync(process);
                Interlocked.Increment(ref count);
            }
        })));
        return count / clock.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>()) await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private static CommandResult.Done Done(CommandResult result) =>
        result as CommandResult.Done ?? throw new InvalidOperationException($"The runtime answered {result}.");
}
