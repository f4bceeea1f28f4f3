using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Where an event stands, and which triggers it may have there (BPMN 2.0, 10.5.2 to 10.5.5).</summary>
/// <param name="Triggers">In the words of findings: none, message, timer, and so on; several of them may stand in one event except where only none or link may.</param>
/// <param name="IsThrowing">Whether the event makes its result happen instead of waiting for it.</param>
/// <param name="NeedsKey">Whether a message should say for whose conversation it waits.</param>
internal sealed record EventPlace(ValueList<string> Triggers, bool IsThrowing, bool NeedsKey)
{
    private static readonly ValueList<string>[] _triggers = [.. Enum.GetValues<Spot>().Select(TriggerTable.At)];

    /// <summary>The place of an event.</summary>
    public static EventPlace Of(DrawnNode node) => SpotOf(node) switch
    {
        // A person's action names its ticket itself; only a message from elsewhere has to be matched to one.
        Spot.EventSubProcessStart => new(_triggers[(int)Spot.EventSubProcessStart], false, node.Element.Setting("action") is null),
        var spot => new(_triggers[(int)spot], spot is Spot.Throw or Spot.End, spot is Spot.Catch or Spot.Boundary),
    };

    private static Spot SpotOf(DrawnNode node) => node.Kind switch
    {
        "startEvent" when node.Scope.IsProcess => Spot.ProcessStart,
        "startEvent" when node.Scope.IsEventSubProcess => Spot.EventSubProcessStart,
        "startEvent" => Spot.SubProcessStart,
        "intermediateCatchEvent" => Spot.Catch,
        "boundaryEvent" => Spot.Boundary,
        "endEvent" => Spot.End,
        _ => Spot.Throw,
    };
}
