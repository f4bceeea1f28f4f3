using System.Collections.Frozen;
using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>One of our extension elements: its attributes and the BPMN types that may carry it.</summary>
/// <param name="Name">The element's name.</param>
/// <param name="Required">Attributes without which the element says nothing.</param>
/// <param name="Optional">The other attributes.</param>
/// <param name="IsMany">Whether an element may carry several.</param>
/// <param name="AllowedIn">BPMN types in the words of moddle, without their prefix, e.g. <c>FlowNode</c>.</param>
internal sealed record Setting(string Name, ValueList<string> Required, ValueList<string> Optional, bool IsMany, ValueList<string> AllowedIn)
{
    /// <summary>All attributes.</summary>
    public IEnumerable<string> Attributes => Required.Concat(Optional);
}

/// <summary>
/// Everything of ours that a BPMN file may hold. The properties panel of bpmn-js knows the same from
/// <c>moddle/itsm.json</c>; a test compares the two, so a new setting is added here, there and in <see cref="SettingsReader"/>.
/// </summary>
internal static class Vocabulary
{
    /// <summary>Our attributes on a flow node.</summary>
    public static readonly ValueList<string> NodeAttributes = ["state", "overlay", "nameZh", "resultVariable"];

    /// <summary>Our attributes on a sequence flow. Drawings show them; the engine asks for none.</summary>
    public static readonly ValueList<string> FlowAttributes = ["nameZh"];

    /// <summary>Our attributes on a process.</summary>
    public static readonly ValueList<string> ProcessAttributes = ["nameZh", "versionTag"];

    /// <summary>Our attributes on a lane.</summary>
    public static readonly ValueList<string> LaneAttributes = ["team"];

    /// <summary>Our elements.</summary>
    public static readonly ValueList<Setting> Settings =
    [
        new("ticket", ["table"], ["numberPrefix"], false, ["Process"]),
        new("derive", ["variable", "decision"], [], true, ["Process"]),
        new("personal", ["variables"], [], false, ["Process"]),
        new("clause", ["ref"], [], true, ["Process", "FlowNode"]),
        new("input", ["name", "value"], [], true, ["FlowNode"]),
        new("output", ["name", "value"], [], true, ["FlowNode"]),
        new("task", [], ["form", "candidateTeam", "performers"], false, ["UserTask"]),
        new("outcome", ["id"], ["name", "nameZh", "state", "requires", "performers", "condition"], true, ["UserTask"]),
        new("action", ["id"], ["name", "nameZh", "state", "requires", "performers", "condition"], false, ["StartEvent"]),
        new("decision", ["ref"], ["result", "required"], false, ["BusinessRuleTask"]),
        new("handler", ["name"], ["result"], false, ["ServiceTask", "SendTask"]),
        new("topic", ["name"], ["result"], false, ["ServiceTask", "SendTask"]),
        new("notify", ["decision", "occasion"], [], false, ["SendTask"]),
        new("correlation", ["key"], [], false, ["Event", "SendTask", "ReceiveTask"]),
        new("loop", [], ["collection", "item", "results", "result"], false, ["Activity"]),
        new("call", [], ["binding", "version", "tag"], false, ["CallActivity"]),
        new("adHoc", ["manual"], [], false, ["AdHocSubProcess"]),
        new("misfire", ["policy"], ["window", "limit"], false, ["Event"]),
    ];

    private static readonly FrozenDictionary<string, Setting> ByName = Settings.ToFrozenDictionary(setting => setting.Name, StringComparer.Ordinal);

    /// <summary>The element of this name, or null.</summary>
    public static Setting? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Whether a BPMN element may carry a setting.</summary>
    public static bool Allows(Setting setting, XElement carrier) => setting.AllowedIn.Items.Any(type => Is(carrier, type));

    /// <summary>The settings that a BPMN element may carry, by name.</summary>
    public static IReadOnlyList<string> NamesFor(XElement carrier) => [.. Settings.Where(setting => Allows(setting, carrier)).Select(setting => setting.Name)];

    private static bool Is(XElement element, string type) => element.Name.Namespace == BpmnXml.Model && type switch
    {
        "FlowNode" => NodeKinds.IsNode(element),
        "Activity" => NodeKinds.IsNode(element) && NodeKinds.IsActivity(element.Name.LocalName),
        "Event" => NodeKinds.IsNode(element) && NodeKinds.IsEvent(element.Name.LocalName),
        _ => string.Equals(element.Name.LocalName, type, StringComparison.OrdinalIgnoreCase),
    };
}
