using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Due;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Scripts;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Hosting;

/// <summary>
/// Starts and ends the runtime: take the folder, open the store, see that the journal can be read, load the
/// definitions, write, publish the shipped folders, set the timers that start processes, and only then let timers and effects act.
/// </summary>
internal sealed partial class RuntimeService(
    WorkflowItsmOptions options,
    ICaseStore store,
    FactKindCheck factKinds,
    ReleaseBook releases,
    CaseWriter writer,
    ShippedScripts scripts,
    FolderPublisher folders,
    StartTimerFollower timers,
    DueScheduler due,
    EffectPump effects,
    ILogger<RuntimeService> log) : IHostedService, IRuntimeStatus, IDisposable
{
    private DataDirectoryLock? _folder;
    private bool _acting;
    private volatile RuntimePhase _phase = RuntimePhase.Starting;

    public RuntimePhase Phase => _phase;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.KeepsNothing) _folder = DataDirectoryLock.Take(options.DataDirectory);
        try
        {
            await store.OpenAsync(cancellationToken);
            await factKinds.RunAsync(cancellationToken);
            await releases.CatchUpAsync(cancellationToken);
            scripts.Remember();
            writer.Start();
            await folders.PublishAsync(cancellationToken);
            await timers.FollowAsync(cancellationToken);
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }

        due.Start();
        effects.Start();
        _acting = true;
        _phase = RuntimePhase.Ready;
        LogReady(log, options.KeepsNothing ? "none" : options.DataDirectory, releases.Current.Number);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_phase == RuntimePhase.Stopped) return;
        _phase = RuntimePhase.Stopping;
        if (_acting) await Task.WhenAll(due.StopAsync(), effects.StopAsync());
        await writer.StopAsync();
        _phase = RuntimePhase.Stopped;
        _folder?.Dispose();
    }

    public void Dispose() => _folder?.Dispose();

    [LoggerMessage(Level = LogLevel.Information, Message = "The runtime is ready; data folder {Folder}, release {Release}.")]
    private static partial void LogReady(ILogger log, string folder, int release);
}
