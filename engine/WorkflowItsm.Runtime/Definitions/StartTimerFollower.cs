using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>Makes the timers that start processes those of the newest release. Safe to share between threads.</summary>
internal sealed class StartTimerFollower(ReleaseBook releases, CaseRuntime runtime)
{
    /// <summary>The timers are set when this returns; where there are none and never were, nothing is done.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (!StartTimersCore.HasTimers(releases.Current)
            && await runtime.ReadAsync(StartTimersCore.KindName, StartTimersCore.CaseId, cancellationToken) is not StartTimersState { Timers.IsEmpty: false })
            return;
        var call = new CaseCall(StartTimersCore.KindName, StartTimersCore.CaseId, new StartTimersCommand.Follow(), Actor.System);
        if (await runtime.SendPatientlyAsync(call, cancellationToken) is not CommandResult.Done and var answer)
            throw new InvalidOperationException($"The timers that start processes were answered with {answer}.");
    }
}
