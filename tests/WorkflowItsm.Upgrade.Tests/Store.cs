using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Clocks;
using WorkflowItsm.Itsm.Forms;
using WorkflowItsm.Itsm.Notifications;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Itsm.Scenarios;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>The runtime on a store in a folder of the test's own, with virtual time.</summary>
internal sealed class Store : IAsyncDisposable
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly ServiceProvider _services;

    private Store(ServiceProvider services, FakeTimeProvider time) => (_services, Time) = (services, time);

    public FakeTimeProvider Time { get; }

    public ICaseRuntime Runtime => _services.GetRequiredService<ICaseRuntime>();

    public IDefinitions Definitions => _services.GetRequiredService<IDefinitions>();

    public ITicketQueries Tickets => _services.GetRequiredService<ITicketQueries>();

    public IOperations Operations => _services.GetRequiredService<IOperations>();

    public ICaseStore Rows => _services.GetRequiredService<ICaseStore>();

    public IErasures Erasures => _services.GetRequiredService<IErasures>();

    public JournalVerifier Verifier => _services.GetRequiredService<JournalVerifier>();

    public static async Task<Store> OpenAsync(string folder, DateTimeOffset now, params string[] bundleRoots)
    {
        var time = new FakeTimeProvider(now);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddWorkflowItsm(options =>
            {
                options.DataDirectory = folder;
                foreach (var root in bundleRoots) options.BundleRoots.Add(root);
            })
            .UseSqlite()
            .AddCore<TicketCore>()
            .AddCore<ProcessCore>()
            .AddDefinitionReader<ClocksReader>()
            .AddDefinitionReader<TeamsReader>()
            .AddDefinitionReader<TemplatesReader>()
            .AddDefinitionReader<FormsReader>()
            .AddDefinitionReader<ScenariosReader>()
            .AddEffectHandler<SilentMail>();
        var store = new Store(services.BuildServiceProvider(), time);
        foreach (var service in store._services.GetServices<IHostedService>()) await service.StartAsync(CancellationToken.None);
        return store;
    }

    /// <summary>Sends a command that must hold.</summary>
    public async Task SendAsync(string caseId, TicketCommand command, string actor, Role role) =>
        Assert.IsType<CommandResult.Done>(await Runtime.SendAsync(new(TicketCore.StreamKind, caseId, command, new(actor, role)), TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse()) await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
