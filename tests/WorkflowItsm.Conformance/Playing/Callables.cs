using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine;

namespace WorkflowItsm.Conformance.Playing;

/// <summary>The processes and global tasks of one file, as call activities find them: there is one version and no release.</summary>
internal sealed class Callables(BpmnFile file) : ICallable
{
    public (ProcessModel Model, int? Release)? Bind(string processId, CallBinding binding) => Find(processId, null) is { } model ? (model, null) : null;

    public ProcessModel? Find(string processId, int? release) => file.Processes.Items.FirstOrDefault(model => model.Id == processId);

    public WorkflowItsm.Dmn.Decision? FindDecision(string idOrName, int release) => null;
}
