using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Looks for settings of ours that no one reads: misspelt, misplaced, incomplete or given twice.</summary>
internal static class VocabularyCheck
{
    /// <summary>Checks an executable process with everything in it.</summary>
    public static void Check(XElement process, FindingList findings)
    {
        foreach (var element in process.DescendantsAndSelf())
        {
            if (element.Name.Namespace == BpmnXml.Ours) CheckElement(element, findings);
            foreach (var attribute in element.Attributes().Where(attribute => attribute.Name.Namespace == BpmnXml.Ours))
                CheckQualified(element, attribute, findings);
        }
    }

    private static void CheckElement(XElement element, FindingList findings)
    {
        var name = element.Name.LocalName;
        if (element.Parent is not { } holder || holder.Name != BpmnXml.Model + "extensionElements" || holder.Parent is not { } carrier)
        {
            findings.Warning("misplaced-setting", element,
                $"found <itsm:{name}> outside of extensionElements, where it has no effect.",
                "Put it into the extensionElements of its element.");
            return;
        }
        if (Vocabulary.Find(name) is not { } setting)
        {
            findings.Warning("unknown-setting", element,
                $"found <itsm:{name}>, which has no meaning; known here: {Known(carrier)}.",
                "Correct the name, or remove the element.");
            return;
        }
        if (!Vocabulary.Allows(setting, carrier))
            findings.Warning("misplaced-setting", element,
                $"found <itsm:{name}>, which has no effect on {Words.A(Words.Kind(carrier))}; it belongs to {Words.Either([.. setting.AllowedIn.Select(Spoken)])}.",
                "Move it there, or remove it.");
        else if (name == "action" && carrier.Parent?.Flag("triggeredByEvent", false) is not true)
            findings.Warning("misplaced-setting", element,
                "found <itsm:action> on the start event of a process or sub-process, where it has no effect; it belongs to the start event of an event sub-process.",
                "Move it there, or remove it.");
        else if (name == "misfire" && carrier.Part("timerEventDefinition") is null)
            findings.Warning("misplaced-setting", element,
                "found <itsm:misfire> on an event without a timer, where it has no effect; it belongs to a timer.",
                "Move it there, or remove it.");
        else if (!setting.IsMany && carrier.Setting(name) != element)
            findings.Error("setting-twice", element, $"found a second <itsm:{name}>, expected one.", "Remove one of them.");

        foreach (var missing in setting.Required.Where(attribute => element.Text(attribute) is null))
            findings.Error("setting-missing", element, $"<itsm:{name}>: found no {missing}, expected a value.", $"Fill in {missing}.");
        foreach (var attribute in element.Attributes().Where(own => own.Name.Namespace == XNamespace.None && !setting.Attributes.Contains(own.Name.LocalName)))
            findings.Warning("unknown-setting", element,
                $"<itsm:{name}>: found the attribute {attribute.Name.LocalName}, which has no meaning; known here: {Words.Names(setting.Attributes)}.",
                "Correct the name, or remove the attribute.");
    }

    private static void CheckQualified(XElement element, XAttribute attribute, FindingList findings)
    {
        var name = attribute.Name.LocalName;
        if (element.Name.Namespace == BpmnXml.Ours)
            findings.Warning("misplaced-setting", element,
                $"<itsm:{element.Name.LocalName}>: found the attribute itsm:{name}, which has no effect; expected it without prefix.",
                $"Write {name} instead of itsm:{name}.");
        else if (!Vocabulary.NodeAttributes.Contains(name) && !Others(element).Contains(name))
            findings.Warning("unknown-setting", element,
                $"found the attribute itsm:{name}, which has no meaning; known here: {Words.Names(Vocabulary.NodeAttributes.Select(known => $"itsm:{known}"))}.",
                "Correct the name, or remove the attribute.");
        else if (!NodeKinds.IsNode(element) && !Others(element).Contains(name))
            findings.Warning("misplaced-setting", element,
                $"found the attribute itsm:{name}, which has no effect on {Words.A(Words.Kind(element))}; it belongs to an event, an activity or a gateway.",
                "Move it there, or remove it.");
    }

    private static ValueList<string> Others(XElement element) =>
        element.Name == BpmnXml.Model + "sequenceFlow" ? Vocabulary.FlowAttributes
        : element.Name == BpmnXml.Model + "process" ? Vocabulary.ProcessAttributes
        : element.Name == BpmnXml.Model + "lane" ? Vocabulary.LaneAttributes
        : [];

    private static Sentence Known(XElement carrier) => Vocabulary.NamesFor(carrier) is { Count: > 0 } names
        ? Words.Names(names.Select(name => $"itsm:{name}"))
        : "none";

    private static Sentence Spoken(string type) => type switch
    {
        "FlowNode" => "an event, an activity or a gateway",
        "Event" => "an event",
        "Activity" => "an activity",
        "AdHocSubProcess" => "an ad hoc sub-process",
        _ => Words.A(Words.Kind(new XElement(char.ToLowerInvariant(type[0]) + type[1..]))),
    };
}
