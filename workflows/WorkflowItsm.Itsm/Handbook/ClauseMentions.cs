using System.Text.RegularExpressions;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Dmn;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Itsm.Clocks;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Itsm.Scenarios;
using WorkflowItsm.Itsm.Schedules;

namespace WorkflowItsm.Itsm.Handbook;

/// <summary>Finds what names clauses.</summary>
internal static partial class ClauseMentions
{
    public static IEnumerable<ClauseMention> Of(Bundle bundle) => bundle.Parts.Items.SelectMany(part => part switch
    {
        ProcessPart file => file.Content.Processes.Items.SelectMany(process => OfProcess(process, bundle.Name, file.Path)),
        DecisionPart file => file.Content.Decisions.Items.SelectMany(decision => OfDecision(decision, bundle.Name, file.Path)),
        ClocksPart clocks => clocks.Clocks.Items.SelectMany(clock => Each(clock.Clauses.Items, MentionKind.Clock, bundle.Name, clocks.Path, clock.Id, clock.Name)),
        SchedulesPart schedules => schedules.Schedules.Items.SelectMany(schedule => Each(schedule.Clauses.Items, MentionKind.Schedule, bundle.Name, schedules.Path, schedule.Id, schedule.Name)),
        TeamsPart teams => teams.Teams.Items.SelectMany(team => Each(team.Clauses.Items, MentionKind.Team, bundle.Name, teams.Path, team.Id, team.Name)),
        Scenario scenario => Each(scenario.Clauses.Items, MentionKind.Scenario, bundle.Name, scenario.Path, null, scenario.Name),
        _ => [],
    });

    private static IEnumerable<ClauseMention> OfProcess(ProcessModel process, string bundle, string file)
    {
        var label = process.Settings.TicketTable is { } table ? TicketFields.Of(table)?.Label : null;
        return Each(process.Settings.Clauses.Items, MentionKind.Process, bundle, file, process.Id, new(process.Name, process.Settings.NameZh ?? label?.Zh ?? process.Name))
            .Concat(process.Nodes.Items.SelectMany(node => Each(node.Settings.Clauses.Items, MentionKind.Element, bundle, file, node.Id, NameOf(node))));
    }

    private static IEnumerable<ClauseMention> OfDecision(Decision decision, string bundle, string file) =>
        Each(decision.Clauses.Items, MentionKind.Decision, bundle, file, decision.Id, decision.Label is { } label ? BothLanguages.Of(label) : new(decision.Name, decision.Name))
            .Concat(decision.Rows.Items.SelectMany(row => Each(
                Reference().Matches(row.Annotation ?? "").Select(match => match.Groups[1].Value).Distinct(),
                MentionKind.Row, bundle, file, row.Id, RowWords(decision, row))));

    private static IEnumerable<ClauseMention> Each(IEnumerable<string> clauses, MentionKind kind, string bundle, string file, string? id, Words words) =>
        clauses.Select(clause => new ClauseMention(clause, kind, bundle, file, id, words));

    private static Words NameOf(FlowNode node) => node.Name.Length == 0 ? new(node.Id, node.Id) : new(node.Name, node.Settings.NameZh ?? node.Name);

    private static Words RowWords(Decision decision, DecisionRow row)
    {
        var table = BothLanguages.Of(decision.Label ?? decision.Name);
        var words = BothLanguages.Of(Reference().Replace(row.Annotation ?? "", "").Trim());
        return new($"{table.En}, row {row.Number}: {words.En}", $"{table.Zh} 第 {row.Number} 行：{words.Zh}");
    }

    [GeneratedRegex(@"\s*\(?(?<![A-Za-z0-9])(H\d+(?:\.\d+)*(?:\.[a-z](?![A-Za-z0-9]))?)\)?")]
    private static partial Regex Reference();
}
