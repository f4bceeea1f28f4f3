using System.Globalization;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>
/// Reads what our extension elements say. Incomplete elements are left out here; <see cref="VocabularyCheck"/> reports them.
/// </summary>
internal sealed class SettingsReader(Expressions expressions, FindingList findings)
{
    private Dictionary<string, XElement>? _lanes;

    /// <summary>The settings of a process.</summary>
    public static ProcessSettings Read(XElement process) => new()
    {
        NameZh = process.Text(BpmnXml.Ours + "nameZh"),
        VersionTag = process.Text(BpmnXml.Ours + "versionTag"),
        TicketTable = process.Setting("ticket")?.Text("table"),
        NumberPrefix = process.Setting("ticket")?.Text("numberPrefix"),
        Derivations =
        [
            .. from derive in process.Settings("derive")
               let variable = derive.Text("variable")
               let decision = derive.Text("decision")
               where variable is not null && decision is not null
               select new Derivation(variable, decision)
        ],
        Clauses = Clauses(process),
        PersonalVariables = [.. process.Setting("personal")?.Words("variables") ?? []],
    };

    /// <summary>The settings of a flow node.</summary>
    public NodeSettings Read(DrawnNode node)
    {
        var element = node.Element;
        var task = element.Setting("task");
        return new NodeSettings
        {
            State = Number(element, BpmnXml.Ours + "state"),
            Overlay = Number(element, BpmnXml.Ours + "overlay"),
            NameZh = element.Text(BpmnXml.Ours + "nameZh"),
            ResultVariable = Result(element),
            Form = task?.Text("form"),
            CandidateTeam = Optional(task, "candidateTeam") ?? TeamOfLane(node),
            Performers = [.. task?.Words("performers") ?? []],
            Outcomes = Outcomes(element),
            Action = element.Setting("action") is { } action ? ReadOutcome(action) : null,
            Decision = element.Setting("decision")?.Text("ref"),
            RequiresResult = element.Setting("decision") is { } asked ? Flag(asked, "required") : null,
            Handler = element.Setting("handler")?.Text("name"),
            Topic = element.Setting("topic")?.Text("name"),
            Notify = element.Setting("notify") is { } notify && notify.Text("decision") is { } decision && notify.Text("occasion") is { } occasion
                ? new NotifySettings(decision, occasion)
                : null,
            Inputs = Assignments(element, "input"),
            Outputs = Assignments(element, "output"),
            Clauses = Clauses(element),
        };
    }

    /// <summary>Which version a call activity calls.</summary>
    public CallBinding Binding(XElement element)
    {
        if (element.Setting("call") is not { } call) return new CallBinding.Deployment();
        switch (call.Text("binding"))
        {
            case null or "deployment":
                return new CallBinding.Deployment();
            case "latest":
                return new CallBinding.Latest();
            case "version":
                if (int.TryParse(call.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0) return new CallBinding.Version(number);
                findings.Error("call-version", call, "<itsm:call>: found no version, expected the number of a version of the bundle.", "Write the number, or choose another binding.");
                return new CallBinding.Latest();
            case "tag":
                if (call.Text("tag") is { } tag) return new CallBinding.Tag(tag);
                findings.Error("call-tag", call, "<itsm:call>: found no tag, expected the itsm:versionTag of the process that is called.", "Write the tag, or choose another binding.");
                return new CallBinding.Latest();
            case var other:
                findings.Error("call-binding", call, $"<itsm:call>: found binding \"{Words.Short(other)}\", expected deployment, latest, version or tag.", "Choose one of the four.");
                return new CallBinding.Latest();
        }
    }

    /// <summary>Whether people start the activities of an ad hoc sub-process.</summary>
    public bool IsManual(XElement element) => element.Setting("adHoc") is { } setting && Flag(setting, "manual") is true;

    /// <summary>The team that a lane stands for is the candidate of the user tasks in it; of nested lanes the inner one counts.</summary>
    private FeelExpression? TeamOfLane(DrawnNode node)
    {
        if (node.Kind != "userTask") return null;
        for (var inside = node; inside is not null; inside = inside.Scope.Holder)
            for (var lane = LaneOf(inside); lane is not null; lane = lane.Parent)
                if (lane.Text(BpmnXml.Ours + "team") is { } team)
                    return expressions.Compile(lane, "team of the lane", $"\"{team.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        return null;
    }

    private XElement? LaneOf(DrawnNode node)
    {
        if (_lanes is null)
        {
            _lanes = new(StringComparer.Ordinal);
            var process = node.Element.AncestorsAndSelf(BpmnXml.Model + "process").LastOrDefault();
            foreach (var reference in process?.Descendants(BpmnXml.Model + "flowNodeRef") ?? [])
                _lanes[BpmnXml.LocalPart(reference.Value.Trim())] = reference.Parent!;
        }
        return _lanes.GetValueOrDefault(node.Id);
    }

    /// <summary>FEEL in an attribute that need not be there.</summary>
    public FeelExpression? Optional(XElement? setting, string attribute) =>
        setting?.Text(attribute) is { } text ? expressions.Compile(setting, $"{attribute} of <itsm:{setting.Name.LocalName}>", text) : null;

    private static ValueList<string> Clauses(XElement element) => [.. element.Settings("clause").Select(clause => clause.Text("ref")).OfType<string>()];

    private ValueList<Assignment> Assignments(XElement element, string name) =>
    [
        .. from setting in element.Settings(name)
           let variable = setting.Text("name")
           let value = Optional(setting, "value")
           where variable is not null && value is not null
           select new Assignment(variable, value)
    ];

    private ValueList<Outcome> Outcomes(XElement element)
    {
        if (element.Settings("outcome") is not { Count: > 0 } settings) return [];
        var outcomes = settings.Select(setting => (Setting: setting, Outcome: ReadOutcome(setting)))
            .Where(read => read.Outcome is not null).ToList();
        foreach (var twice in outcomes.GroupBy(read => read.Outcome!.Id, StringComparer.Ordinal).SelectMany(group => group.Skip(1)))
            findings.Error("duplicate-outcome", twice.Setting,
                $"found a second outcome \"{Words.Short(twice.Outcome!.Id)}\", expected each id once.",
                "Give each outcome an id of its own.");
        return [.. outcomes.Select(read => read.Outcome!)];
    }

    private Outcome? ReadOutcome(XElement setting)
    {
        var state = Number(setting, "state");
        var condition = Optional(setting, "condition");
        return setting.Text("id") is { } id
            ? new Outcome(id, setting.Text("name") ?? id, setting.Text("nameZh"), state, [.. setting.Words("requires")], [.. setting.Words("performers")], condition)
            : null;
    }

    private string? Result(XElement element)
    {
        var own = (element.Setting("decision") ?? element.Setting("handler") ?? element.Setting("topic"))?.Text("result");
        var common = element.Text(BpmnXml.Ours + "resultVariable");
        if (own is not null && common is not null && own != common)
            findings.Error("two-results", element,
                $"found two variables for the result, \"{Words.Short(own)}\" and \"{Words.Short(common)}\", expected one.",
                "Remove itsm:resultVariable or the attribute result.");
        return own ?? common;
    }

    private bool? Flag(XElement setting, string attribute)
    {
        if (setting.Text(attribute) is not { } text) return null;
        if (text is "true" or "false") return text == "true";
        findings.Error("not-true-or-false", setting,
            $"<itsm:{setting.Name.LocalName}>: found {attribute} \"{Words.Short(text)}\", expected true or false.",
            "Write true or false, or leave the attribute out.");
        return null;
    }

    private int? Number(XElement element, XName attribute)
    {
        if (element.Text(attribute) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        var name = attribute.Namespace == BpmnXml.Ours ? $"itsm:{attribute.LocalName}" : attribute.LocalName;
        findings.Error("state-not-a-number", element,
            $"found {name} \"{Words.Short(text)}\", expected the whole number of a ticket state, such as 2.",
            "Write the number of the state.");
        return null;
    }
}
