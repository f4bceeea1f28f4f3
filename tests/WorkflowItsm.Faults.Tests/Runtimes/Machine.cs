using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Faults.Tests.Runtimes;

/// <summary>A runtime inside this process, on a folder, put together as a host does it; parts can be put between its own.</summary>
internal sealed class Machine : IAsyncDisposable
{
    public const string Kind = "ticket";

    private readonly ServiceProvider _services;

    private Machine(ServiceProvider services, FakeTimeProvider time) => (_services, Time) = (services, time);

    public static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static Actor Ann { get; } = new("ann", Role.Agent);

    public FakeTimeProvider Time { get; }

    /// <summary>One of its services.</summary>
    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ICaseRuntime Cases => _services.GetRequiredService<ICaseRuntime>();

    /// <summary>Starts one; what it cannot start with comes as an exception.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="sink">Where its effects go.</param>
    /// <param name="now">The time by its clock, which stands still unless it is moved; null is noon.</param>
    /// <param name="parts">What is in the way between the parts; null is nothing.</param>
    public static async Task<Machine> StartAsync(string folder, IEffectHandler sink, DateTimeOffset? now = null, Parts? parts = null)
    {
        parts ??= new();
        var time = new FakeTimeProvider(now ?? Noon);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(parts.Handler(sink));
        services.AddWorkflowItsm(options =>
        {
            (options.DataDirectory, options.IntegrityShare, options.Retention) = (folder, 0, null);
            parts.Options?.Invoke(options);
        }).UseSqlite().AddCore<CounterCore>().AddCore<ProcessCore>();
        Wrap(services, parts.Store);
        Wrap(services, parts.Cases);
        Wrap(services, parts.Due);
        Wrap(services, parts.Effects);
        Wrap(services, parts.Handlers);
        Wrap(services, parts.Cores);
        var machine = new Machine(services.BuildServiceProvider(), time);
        try
        {
            foreach (var service in machine._services.GetServices<IHostedService>()) await service.StartAsync(TestContext.Current.CancellationToken);
            return machine;
        }
        catch
        {
            await machine._services.DisposeAsync();
            throw;
        }
    }

    public Task<CommandResult> SendAsync(Errand errand) => SendAsync(errand.CaseId, errand.Command, errand.Key);

    public Task<CommandResult> SendAsync(string caseId, CaseCommand command, string? key = null, long? version = null, string? digest = null) => Cases.SendAsync(
        new(Kind, caseId, command, Ann) { IdempotencyKey = key, ExpectedVersion = version, RequestDigest = digest }, TestContext.Current.CancellationToken);

    /// <summary>Sends again, under the same key, until it is answered with more than "busy".</summary>
    public async Task<CommandResult> InsistAsync(Errand errand)
    {
        while (true)
        {
            if (await SendAsync(errand) is not CommandResult.Busy and var result) return result;
        }
    }

    public async Task<Counter?> ReadAsync(string caseId) => (Counter?)await Cases.ReadAsync(Kind, caseId, TestContext.Current.CancellationToken);

    public JournalReport Verify() => _services.GetRequiredService<JournalVerifier>().Verify(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>()) await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        // Readers' connections outlive their runtime in the pool, and would keep the next one's files open.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private static void Wrap<T>(ServiceCollection services, Func<T, T>? wrap)
        where T : class
    {
        if (wrap is null) return;
        foreach (var whole in services.Where(service => service.ServiceType == typeof(T) && !service.IsKeyedService).ToList())
        {
            services[services.IndexOf(whole)] = ServiceDescriptor.Singleton(provider => wrap(
                whole.ImplementationInstance as T
                ?? (T?)whole.ImplementationFactory?.Invoke(provider)
                ?? (T)ActivatorUtilities.CreateInstance(provider, whole.ImplementationType!)));
        }
    }
}

/// <summary>What a test puts between the parts of a runtime; null leaves a part as it is.</summary>
internal sealed record Parts
{
    public Action<WorkflowItsmOptions>? Options { get; init; }

    public Func<ICaseStore, ICaseStore>? Store { get; init; }

    public Func<ICaseRuntime, ICaseRuntime>? Cases { get; init; }

    public Func<IDueStore, IDueStore>? Due { get; init; }

    public Func<IEffectStore, IEffectStore>? Effects { get; init; }

    /// <summary>All handlers of effects, also those between cases.</summary>
    public Func<IEffectHandler, IEffectHandler>? Handlers { get; init; }

    public Func<ICaseCore, ICaseCore>? Cores { get; init; }

    /// <summary>The handler of the effects that go to the sink.</summary>
    public Func<IEffectHandler, IEffectHandler> Handler { get; init; } = sink => sink;
}
