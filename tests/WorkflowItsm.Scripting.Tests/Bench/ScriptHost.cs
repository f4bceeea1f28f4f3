using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Scripting.Tests.Bench;

/// <summary>A program with plain processes: a data folder, a folder of bundles that it ships, and scripts unless it is told to have none.</summary>
internal sealed class ScriptHost : IAsyncDisposable
{
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private ServiceProvider? _services;

    public static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Removed with the host.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("workflowitsm-script-").FullName;

    public string Data => Path.Combine(Folder, "data");

    /// <summary>The folder of bundles that the program ships.</summary>
    public string Shipped => Path.Combine(Folder, "shipped");

    /// <summary>The folder of bundles that it shipped before, if there is one.</summary>
    public string Former => Path.Combine(Folder, "former");

    public FakeTimeProvider Time { get; } = new(Noon);

    public bool RunsScripts { get; set; } = true;

    public int Tries { get; set; } = 1;

    public Action<CSharpScriptOptions> Options { get; set; } = _ => { };

    /// <summary>What the program does besides.</summary>
    public Action<WorkflowItsmBuilder> Parts { get; set; } = _ => { };

    public IServiceProvider Services => _services ?? throw new InvalidOperationException("The host has been stopped.");

    public IDefinitions Definitions => Services.GetRequiredService<IDefinitions>();

    private ICaseRuntime Cases => Services.GetRequiredService<ICaseRuntime>();

    /// <summary>Puts a process into a shipped bundle of its own.</summary>
    public ScriptHost Ship(string bundle, string bpmn)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Shipped, bundle));
        File.WriteAllText(Path.Combine(folder.FullName, $"{bundle}.bpmn"), bpmn);
        return this;
    }

    public async Task<ScriptHost> StartAsync()
    {
        Directory.CreateDirectory(Shipped);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        var builder = services.AddWorkflowItsm(options =>
        {
            (options.DataDirectory, options.IntegrityShare, options.Retention, options.EffectTries) = (Data, 0, null, Tries);
            options.EffectBackOff = TimeSpan.FromMilliseconds(1);
            options.BundleRoots.Add(Shipped);
            if (Directory.Exists(Former)) options.FormerRoots.Add(Former);
        }).UseSqlite().AddCore<ProcessCore>();
        if (RunsScripts) builder.AddCSharpScripts(options => Options(options));
        Parts(builder);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        _services.GetRequiredService<ICaseFeed>().Subscribe(change => _changes.Writer.TryWrite(change.CaseId));
        foreach (var service in _services.GetServices<IHostedService>()) await service.StartAsync(TestContext.Current.CancellationToken);
        return this;
    }

    public async Task StopAsync()
    {
        if (_services is not { } services) return;
        foreach (var service in services.GetServices<IHostedService>()) await service.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        _services = null;
    }

    public async Task<ScriptHost> RestartAsync()
    {
        await StopAsync();
        return await StartAsync();
    }

    /// <summary>Starts a process under an id.</summary>
    public Task StartCaseAsync(string id, string process, params ReadOnlySpan<(string, FeelValue)> variables) =>
        DoAsync(id, new ProcessCommand.Start(process, FeelContext.Of(variables)));

    public async Task<ProcessState> DoAsync(string id, ProcessCommand command)
    {
        var result = await Cases.SendAsync(new(ProcessCore.KindName, id, command, new("ann", Role.Agent)), TestContext.Current.CancellationToken);
        return (ProcessState)Assert.IsType<CommandResult.Done>(result).State;
    }

    public async Task<ProcessState> ReadAsync(string id) =>
        (ProcessState)(await Cases.ReadAsync(ProcessCore.KindName, id, TestContext.Current.CancellationToken))!;

    /// <summary>Waits, commit by commit, until a case has ended or stands still with an incident.</summary>
    public async Task<ProcessState> RestsAsync(string id)
    {
        while (true)
        {
            if (await ReadAsync(id) is { Instance: { Started: true } instance } state && (instance.Ended || instance.Incidents.Any())) return state;
            await _changes.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Publishes as people and programs do.</summary>
    public Task<PublishResult> PublishAsync(string bundle, string bpmn, string source = Publication.FromApi) => Definitions.PublishAsync(
        new Publication(bundle, Files(bundle, bpmn), new("olive", Role.ProcessOwner), "because", source), TestContext.Current.CancellationToken);

    public static ValueList<BundleFile> Files(string bundle, string bpmn) => [new BundleFile($"{bundle}.bpmn", Encoding.UTF8.GetBytes(bpmn))];

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
