using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>Links: a way to another place of the same drawing (BPMN 2.0, 10.5.5).</summary>
internal static class Links
{
    public static Onward Jump(Run run, TokenState token, EventTrigger.Link link)
    {
        var target = run.Model.LinkTarget(run.Model[token.ElementId].ScopeId, link.LinkName)
            ?? throw new InvalidOperationException($"'{token.ElementId}' leads to the link '{link.LinkName}', which no event beside it catches; reading refuses such a process.");
        Flows.Remove(run, token.Id, canceled: false);
        run.Enter(token.ScopeId, target, null);
        return Onward.Stays;
    }
}
