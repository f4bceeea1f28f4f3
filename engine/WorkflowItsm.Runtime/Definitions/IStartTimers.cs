using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>The timers by which published processes begin. Safe to share between threads.</summary>
public interface IStartTimers
{
    /// <summary>All of them, also those that are over; the next that is due comes first. In the newest release, in the versions that hold.</summary>
    Task<ValueList<StartTimerEntry>> ListAsync(CancellationToken cancellationToken = default);
}

/// <summary>A timer by which a published process begins.</summary>
/// <param name="Timer">When it is due and when it last began a case.</param>
/// <param name="Process">The process.</param>
/// <param name="Bundle">The bundle that holds the process.</param>
/// <param name="Version">The version of the bundle.</param>
/// <param name="File">The file of the bundle that the process is drawn in.</param>
/// <param name="Expression">The timer as it is written: a date, a duration or a cycle.</param>
public sealed record StartTimerEntry(StartTimer Timer, ProcessModel Process, string Bundle, int Version, string File, string Expression);
