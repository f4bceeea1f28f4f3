using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Where an event stands, and which triggers it may have there in this release.</summary>
/// <param name="Triggers">In the words of findings: none, message, timer, error, terminate.</param>
/// <param name="IsThrowing">Whether the event makes its result happen instead of waiting for it.</param>
/// <param name="NeedsKey">Whether a message must say for whose conversation it waits.</param>
internal sealed record EventPlace(ValueList<string> Triggers, bool IsThrowing, bool NeedsKey)
{
    /// <summary>The place of an event.</summary>
    public static EventPlace Of(DrawnNode node) => node.Kind switch
    {
        "startEvent" when node.Scope.IsProcess => new(["none", "message", "timer"], false, false),
        // A person's action names its ticket itself; only a message from elsewhere has to be matched to one.
        "startEvent" when node.Scope.IsEventSubProcess => new(["message", "timer", "error"], false, node.Element.Setting("action") is null),
        "startEvent" => new(["none"], false, false),
        "intermediateCatchEvent" => new(["message", "timer"], false, true),
        "boundaryEvent" => new(["message", "timer", "error"], false, true),
        "endEvent" => new(["none", "message", "error", "terminate"], true, false),
        _ => new(["none", "message"], true, false),
    };
}
