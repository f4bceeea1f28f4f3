using System.Globalization;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>
/// Reads how an activity repeats: BPMN's marker, and with it our <c>&lt;itsm:loop&gt;</c>, which names list, item and results in FEEL. BPMN's own
/// references to data (loopDataInputRef and its like) mean the same.
/// </summary>
internal sealed class LoopReader(SettingsReader settings, TriggerReader triggers, Expressions expressions, FindingList findings)
{
    /// <summary>The loop of an activity; null when it has none, or when findings say why it cannot run.</summary>
    public Loop? Read(DrawnNode node)
    {
        var markers = node.Element.Parts().Where(part => part.Name.LocalName.EndsWith("LoopCharacteristics", StringComparison.Ordinal)).ToList();
        if (markers.Count > 1)
            findings.Error("two-loops", markers[1], $"found {markers.Count} loop markers, expected one.", "Keep one of them.");
        var marker = markers.FirstOrDefault();
        if (node.Element.Setting("loop") is { } setting && marker?.Name.LocalName != "multiInstanceLoopCharacteristics")
            findings.Warning("misplaced-setting", setting,
                "found <itsm:loop> on an activity that is not multi-instance, where it has no effect.", "Add the multi-instance marker, or remove the setting.");
        return marker?.Name.LocalName switch
        {
            null => null,
            "standardLoopCharacteristics" => ReadStandard(marker),
            _ => ReadMultiInstance(node, marker),
        };
    }

    private Loop.Standard ReadStandard(XElement marker)
    {
        int? maximum = null;
        if (marker.Text("loopMaximum") is { } text)
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) maximum = number;
            else
                findings.Error("loop-maximum", marker, $"found loopMaximum \"{Words.Short(text)}\", expected a whole number that is not negative.", "Correct the number, or leave it out.");
        }
        var asked = Filled(marker, "loopCondition");
        var condition = asked is null ? null : expressions.CompileContent(asked, "loop condition");
        if (asked is null && marker.Text("loopMaximum") is null)
            findings.Error("loop-without-end", marker,
                "found neither a condition nor a maximum, expected one of them, because the loop could never end.", "Write the condition under which the loop goes on, or set loopMaximum.");
        return new Loop.Standard(condition, marker.Flag("testBefore", false), maximum);
    }

    private Loop.MultiInstance? ReadMultiInstance(DrawnNode node, XElement marker)
    {
        var ours = node.Element.Setting("loop");
        var count = Filled(marker, "loopCardinality");
        var cardinality = count is null ? null : expressions.CompileContent(count, "loop cardinality");
        var collection = settings.Optional(ours, "collection") ?? Referenced(node, marker, "loopDataInputRef");
        if (cardinality is not null && cardinality.IsConstant && Constant(cardinality) is { } said && !IsCount(said))
            findings.Error("loop-cardinality", count!,
                $"found the loop cardinality \"{Words.Short(cardinality.Text)}\", expected a whole number that is not negative.", "Correct the number.");
        if (count is null && collection is null && ours?.Text("collection") is null && marker.Part("loopDataInputRef") is null)
        {
            findings.Error("loop-without-end", marker,
                "found neither a cardinality nor a list, expected one of them, because nothing says how often.", "Write the cardinality, or add <itsm:loop collection=\"…\"/>.");
            return null;
        }
        return new Loop.MultiInstance(marker.Flag("isSequential", false), cardinality, collection)
        {
            ItemVariable = ours?.Text("item") ?? NameOf(marker.Part("inputDataItem")),
            ResultVariable = ours?.Text("results") ?? DataNames.Of(node, marker.Part("loopDataOutputRef")?.Value),
            Result = settings.Optional(ours, "result") ?? (NameOf(marker.Part("outputDataItem")) is { } output ? expressions.Compile(marker, "output data item", output) : null),
            CompletionCondition = Filled(marker, "completionCondition") is { } done ? expressions.CompileContent(done, "completion condition") : null,
            Behavior = ReadBehavior(node, marker),
        };
    }

    private FeelExpression? Referenced(DrawnNode node, XElement marker, string part)
    {
        if (marker.Part(part) is not { } reference) return null;
        if (DataNames.Of(node, reference.Value) is { } name) return expressions.Compile(reference, "list", name);
        findings.Error("no-such-data", reference,
            $"found {part} \"{Words.Short(reference.Value)}\", but no data of the activity has that id.", "Refer to a data input or output of the activity, or use <itsm:loop>.");
        return null;
    }

    private LoopBehavior ReadBehavior(DrawnNode node, XElement marker)
    {
        switch (marker.Text("behavior"))
        {
            case "None":
                return triggers.ReadThrown(node, marker, "noneBehaviorEventRef") is { } each ? new LoopBehavior.None(each) : new LoopBehavior.All();
            case "One":
                return triggers.ReadThrown(node, marker, "oneBehaviorEventRef") is { } first ? new LoopBehavior.One(first) : new LoopBehavior.All();
            case "Complex":
                return new LoopBehavior.Complex([.. marker.Elements(BpmnXml.Model + "complexBehaviorDefinition").Select(definition => ReadComplex(node, definition)).OfType<ConditionalThrow>()]);
            default:
                return new LoopBehavior.All();
        }
    }

    private ConditionalThrow? ReadComplex(DrawnNode node, XElement definition)
    {
        var (asked, inside) = (Filled(definition, "condition"), definition.Part("event"));
        if (asked is null || inside is null)
        {
            findings.Error("behavior-without-event", definition, "found a complex behavior without condition or event, expected both.", "Write when which event is thrown.");
            return null;
        }
        return expressions.CompileContent(asked, "condition") is { } condition && ReadImplicit(node, inside) is { } thrown ? new(condition, thrown) : null;
    }

    private EventTrigger? ReadImplicit(DrawnNode node, XElement inside)
    {
        var event_ = new DrawnNode(inside, inside.Text("id") ?? node.Id, node.Scope, node.Index);
        return triggers.Read(event_) is { } trigger and not EventTrigger.None ? trigger : null;
    }

    /// <summary>A part that holds more than white space, which editors leave behind; else null.</summary>
    private static XElement? Filled(XElement holder, string part) => holder.Part(part) is { } found && found.Value.Trim().Length > 0 ? found : null;

    private static string? NameOf(XElement? item) => item?.Text("name") ?? item?.Text("id");

    private static bool IsCount(FeelValue value) => value.TryGetInt(out var number) && number >= 0;

    private static FeelValue? Constant(FeelExpression expression) => expression.Evaluate(FeelContext.Empty, new FeelSession(DateTimeOffset.UnixEpoch));
}
