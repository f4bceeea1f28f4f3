using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>
/// Who does a user task. There: a person, persons, groups. Here: a team, whose members take the task, or the one who asked. A single group
/// becomes the team; the person who started the process becomes the caller.
/// </summary>
internal static class AssignmentRule
{
    public static void Ask(XElement task, ImportPlan plan)
    {
        var zeebe = task.ZeebePart("assignmentDefinition");
        plan.Mark(zeebe);
        foreach (var name in (string[])["assignee", "candidateUsers", "candidateGroups", "owner"]) plan.Mark(Attribute(task, name));
        // What is ours already was decided before.
        if (task.Setting("task") is { } ours && (ours.Text("candidateTeam") ?? ours.Text("performers")) is not null) return;

        var groups = task.Theirs("candidateGroups") ?? zeebe?.Own("candidateGroups");
        if (groups is { } team) AskTeam(task, team, zeebe is not null, plan);
        var assignee = task.Theirs("assignee") ?? zeebe?.Own("assignee");
        if (assignee is { } person && !AskCaller(task, person, plan)) RefusePerson(task, person, groups is not null, plan);
        if ((task.Theirs("candidateUsers") ?? zeebe?.Own("candidateUsers")) is { } persons) RefusePerson(task, persons, groups is not null, plan);
    }

    private static void AskTeam(XElement task, ForeignText groups, bool isFeel, ImportPlan plan)
    {
        var text = groups.Value;
        var single = isFeel && text.StartsWith('=') ? Expressions.WithoutEquals(text) : text;
        if (isFeel && single.StartsWith('[') && single.EndsWith(']')) single = single[1..^1].Trim();
        if (single.Contains(',', StringComparison.Ordinal) && !JuelTemplate.IsExpression(single))
        {
            plan.Tell("import-several-teams", Severity.Error, task,
                $"found {groups.Name} \"{Words.Short(text)}\" with several groups, expected one team, because a task lies in the inbox of one team.",
                "Make a team of them, and name it in <itsm:task candidateTeam=\"…\"/>.");
            return;
        }
        var team = isFeel ? text.StartsWith('=') ? single : FeelText.Quoted(single) : plan.Feel(task, text);
        if (team is null) return;
        plan.Offer("import-team", task, groups, $"<itsm:task candidateTeam='{team}'/>", _ => OurXml.Set(task, "task", ("candidateTeam", team)),
            "Apply the change, and see that a team has this id.");
    }

    private static bool AskCaller(XElement task, ForeignText person, ImportPlan plan)
    {
        if (JuelVariable(person.Value) is not { } variable || !Initiators(task).Contains(variable)) return false;
        plan.Offer("import-caller", task, person, "<itsm:task performers=\"caller\"/>", _ => OurXml.Set(task, "task", ("performers", "caller")));
        return true;
    }

    private static void RefusePerson(XElement task, ForeignText person, bool hasTeam, ImportPlan plan) => plan.Tell("import-person", Severity.Warning, task,
        $"found {person.Name} \"{Words.Short(person.Value)}\", which has no equivalent here: a task lies with a team, and one of its members takes it.",
        hasTeam ? (Sentence)"Nothing needs to be done if any member of the team may take the task." : (Sentence)"Name the team in <itsm:task candidateTeam=\"…\"/>; without it every agent may do the task.");

    private static IEnumerable<string> Initiators(XElement task) =>
        task.Ancestors(BpmnXml.Model + "process").Elements(BpmnXml.Model + "startEvent").Select(start => start.Theirs("initiator")?.Value).OfType<string>();

    private static string? JuelVariable(string text) =>
        text.Length > 3 && text[0] is '$' or '#' && text[1] == '{' && text[^1] == '}' ? text[2..^1].Trim() : null;

    private static XAttribute? Attribute(XElement task, string name) =>
        task.Attributes().FirstOrDefault(attribute => ForeignXml.Is(attribute.Name.Namespace) && attribute.Name.LocalName == name);
}
