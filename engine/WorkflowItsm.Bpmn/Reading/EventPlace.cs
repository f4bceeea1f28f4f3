using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Where an event stands, and which triggers it may have there (BPMN 2.0, 10.5.2 to 10.5.5).</summary>
/// <param name="Triggers">In the words of findings: none, message, timer, and so on; several of them may stand in one event except where only none or link may.</param>
/// <param name="IsThrowing">Whether the event makes its result happen instead of waiting for it.</param>
/// <param name="NeedsKey">Whether a message should say for whose conversation it waits.</param>
internal sealed record EventPlace(ValueList<string> Triggers, bool IsThrowing, bool NeedsKey)
{
    private static readonly ValueList<string> _processStart = ["none", "message", "timer", "conditional", "signal"];
    private static readonly ValueList<string> _beside = ["message", "timer", "error", "escalation", "compensate", "conditional", "signal"];
    private static readonly ValueList<string> _border = [.. _beside, "cancel"];
    private static readonly ValueList<string> _caught = ["message", "timer", "conditional", "link", "signal"];
    private static readonly ValueList<string> _thrown = ["none", "message", "escalation", "compensate", "link", "signal"];
    private static readonly ValueList<string> _end = ["none", "message", "error", "escalation", "cancel", "compensate", "signal", "terminate"];

    /// <summary>The place of an event.</summary>
    public static EventPlace Of(DrawnNode node) => node.Kind switch
    {
        "startEvent" when node.Scope.IsProcess => new(_processStart, false, false),
        // A person's action names its ticket itself; only a message from elsewhere has to be matched to one.
        "startEvent" when node.Scope.IsEventSubProcess => new(_beside, false, node.Element.Setting("action") is null),
        "startEvent" => new(["none"], false, false),
        "intermediateCatchEvent" => new(_caught, false, true),
        "boundaryEvent" => new(_border, false, true),
        "endEvent" => new(_end, true, false),
        _ => new(_thrown, true, false),
    };
}
