using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>The ticket state that elements set or cover.</summary>
internal static class States
{
    /// <summary>Sets or covers the state; <paramref name="ownerId"/> is the token, or the scope of an event sub-process.</summary>
    public static void Enter(Run run, int ownerId, FlowNode element)
    {
        if (element.Settings.State is { } state && state != run.State.BaseState) run.Happened(new EngineEvent.StateSet(state, element.Id));
        if (element.Settings.Overlay is { } overlay) run.Happened(new EngineEvent.OverlaySet(ownerId, overlay, element.Id));
    }

    /// <summary>Takes the cover off that lasts with a token or scope.</summary>
    public static void Leave(Run run, int ownerId)
    {
        foreach (var overlay in run.State.Overlays)
        {
            if (overlay.OwnerId != ownerId) continue;
            run.Happened(new EngineEvent.OverlayLifted(ownerId));
            return;
        }
    }
}
