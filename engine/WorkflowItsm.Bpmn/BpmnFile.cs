using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn;

/// <summary>A BPMN 2.0 file as read: its executable processes.</summary>
public sealed class BpmnFile(ValueList<ProcessModel> processes)
{
    /// <summary>The executable processes, in file order.</summary>
    public ValueList<ProcessModel> Processes { get; } = processes;
}

/// <summary>The outcome of reading a BPMN file: <paramref name="File"/> is null exactly when a finding is an error.</summary>
public sealed record BpmnRead(BpmnFile? File, ValueList<Finding> Findings);
