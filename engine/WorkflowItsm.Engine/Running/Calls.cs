using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// Call activities: another process runs in a scope of the case (BPMN 2.0, 10.3.6). It sees what the inputs give it, without any all that
/// its caller sees; what its outputs say comes back, without any all its variables.
/// </summary>
internal static class Calls
{
    public static Onward Open(Run run, TokenState token, FlowNode.CallActivity call)
    {
        if (Bind(run, call) is not var (model, release))
        {
            Incidents.Raise(run, token, call, "no-such-process",
                $"{Elements.Says(call)} calls '{call.Called}'{Asked(call.Binding)}, which is not published. Publish it, then retry.");
            return Onward.Stays;
        }

        if (Depth(run, token.ScopeId) >= run.Context.Limits.Depth)
        {
            Incidents.Raise(run, token, call, "depth-limit",
                $"{Elements.Says(call)} would be {run.Context.Limits.Depth} calls and sub-processes deep. A process that calls itself needs an end; correct it, then cancel the case.");
            return Onward.Stays;
        }

        if (!Boundaries.Await(run, token)) return Onward.Stays;
        var inputs = call.Settings.Inputs.IsEmpty ? run.Expressions.Visible(token.ScopeId) : run.Expressions.Evaluate(call.Settings.Inputs, token.ScopeId);
        if (run.Expressions.Exhausted is not null) return Incidents.Budget(run, token);
        var id = run.NextId;
        var scopeElement = ElementMap.CalledId(call.Id, release, model.Id);
        run.Happened(new EngineEvent.ScopeOpened(id, token.ScopeId, scopeElement, token.Id));
        var scope = run.State.FindScope(id)!;
        Variables.Declare(run, scope);
        Variables.WriteTo(run, run.State.FindScope(id)!, call.Id, inputs, run.Model.Personal.Of(call.Id, call.Settings.Inputs));
        EventSubProcesses.Await(run, run.State.FindScope(id)!);
        var beginnings = run.Model.BeginningsOf(scopeElement);
        if (beginnings.Count == 0)
        {
            Scopes.CancelInside(run, token);
            Incidents.Raise(run, token, call, "cannot-be-called",
                $"{Elements.Says(call)} calls '{call.Called}', which has no start event without a trigger. Give it one, publish it, then retry.");
            return Onward.Stays;
        }

        foreach (var start in beginnings[0] is FlowNode.StartEvent ? beginnings.Items.Take(1) : beginnings.Items) run.Enter(id, start, null);
        return Onward.Stays;
    }

    /// <summary>What comes back of personal data, by the caller's names: the caller need not say so again.</summary>
    public static ValueList<string> PersonalOutputs(Run run, FlowNode call, ScopeState called) => call.Settings.Outputs.IsEmpty
        ? [.. called.Variables.Keys.Where(name => run.Model.Personal.Holds(called.ElementId, name))]
        : run.Model.Personal.Of(called.ElementId, call.Settings.Outputs);

    /// <summary>What a call means. One that asks for no version means that of its own process's release, which need not be the case's.</summary>
    private static (ProcessModel Model, int? Release)? Bind(Run run, FlowNode.CallActivity call)
    {
        if (call.Binding is not CallBinding.Deployment || ElementMap.ReleaseOf(call.Id) is not { } release || run.Mistakes(Mutation.CallOfWrongRelease))
            return run.Context.Callable.Bind(call.Called, call.Binding);
        return run.Context.Callable.Find(call.Called, release) is { } model ? (model, release) : null;
    }

    private static Sentence Asked(CallBinding binding) => binding switch
    {
        CallBinding.Deployment or CallBinding.Latest => (Sentence)"",
        CallBinding.Version version => (Sentence)$" in version {version.Number}",
        CallBinding.Tag tag => (Sentence)$" with the tag '{tag.Name}'",
    };

    private static int Depth(Run run, int scopeId)
    {
        var depth = 0;
        for (var scope = run.State.FindScope(scopeId); scope is { ParentId: { } parent }; scope = run.State.FindScope(parent)) depth++;
        return depth;
    }
}
