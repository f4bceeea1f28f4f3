using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>Puts the timers together with the definitions that they come from.</summary>
internal sealed class StartTimerList(ReleaseBook releases, ICaseRuntime runtime) : IStartTimers
{
    public async Task<ValueList<StartTimerEntry>> ListAsync(CancellationToken cancellationToken = default)
    {
        var state = await runtime.ReadAsync(StartTimersCore.KindName, StartTimersCore.CaseId, cancellationToken) as StartTimersState;
        var release = releases.Current;
        // The timers follow a release a moment after it holds: what it no longer has is as good as gone.
        return (state ?? StartTimersState.Initial).Timers.Items.Select(timer => Entry(timer, release)).OfType<StartTimerEntry>()
            .OrderBy(entry => entry.Timer.DueAt ?? DateTimeOffset.MaxValue).ThenBy(entry => entry.Timer.Key, StringComparer.Ordinal).ToValueList();
    }

    private static StartTimerEntry? Entry(StartTimer timer, Release release)
    {
        if (release.FindProcess(timer.ProcessId) is not { } process) return null;
        var bundle = release.BundleOf(process);
        var file = bundle.Parts.Items.OfType<ProcessPart>().First(part => part.Content.Processes.Items.Contains(process)).Path;
        return new(timer, process, bundle.Name, bundle.Version, file, timer.Basis[(timer.Basis.IndexOf('|', StringComparison.Ordinal) + 1)..].Trim('"'));
    }
}
