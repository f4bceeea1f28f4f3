using System.Text.RegularExpressions;
using WorkflowItsm.Dmn;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Clocks;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Notifications;

namespace WorkflowItsm.Itsm.Timeline;

/// <summary>Tells a decision as its file calls it: table and inputs by their labels, values by their names.</summary>
internal sealed partial class DecisionWords(Release release, string ticketTable)
{
    /// <summary>What a decision is called; its id where the file does not say.</summary>
    public Words Table(string decisionId) => Label(release.FindDecision(decisionId)) ?? new(decisionId, decisionId);

    /// <summary>What the table of a rule is called: the label of the decision that holds it, else the table's id.</summary>
    /// <param name="decisionId">The decision that was made; its own file is looked at first.</param>
    /// <param name="rule">The rule.</param>
    public Words Table(string decisionId, RuleHit rule) => Label(release.Parts<DecisionPart>()
        .OrderByDescending(part => part.Content.Decisions.Any(decision => decision.Id == decisionId || decision.Name == decisionId))
        .SelectMany(part => part.Content.Decisions.Items)
        .FirstOrDefault(decision => decision.Rows.Any(row => row.Id == rule.RuleId))) ?? new(rule.TableId, rule.TableId);

    /// <summary>What the decision was given: <c>Impact = High, Urgency = Low</c>.</summary>
    public Words Inputs(string decisionId, FeelContext inputs)
    {
        var known = release.FindDecision(decisionId)?.TypedInputs ?? [];
        var said = inputs.Select(input => (Label: Input(known, input.Key), Value: Given(input.Key, input.Value))).ToList();
        return new(string.Join(", ", said.Select(input => $"{input.Label.En} = {input.Value.En}")), string.Join("，", said.Select(input => $"{input.Label.Zh} = {input.Value.Zh}")));
    }

    /// <summary>What the decision answered.</summary>
    public Words Result(string decisionId, FeelValue result) =>
        Value(release.FindDecision(decisionId) is { Outputs: [var output] } ? output : "", result);

    /// <summary>What a notification is called: its subject without what differs from ticket to ticket; its id where nothing is left.</summary>
    public Words Template(string id)
    {
        var subject = release.Parts<TemplatesPart>().SelectMany(part => part.Templates.Items).FirstOrDefault(template => template.Id == id)?.Subject;
        return new(Bare(subject?.En), Bare(subject?.Zh));

        string Bare(string? text) => Placeholder().Replace(text ?? "", "").Trim() is { Length: > 0 } bare ? bare : id;
    }

    /// <summary>Whom a notification is for; a team by its name.</summary>
    public Words Audience(string audience) => audience switch
    {
        "team" => new("team", "处理团队"),
        "lead" => new("team lead", "团队负责人"),
        "assignee" => new("assignee", "处理人"),
        "caller" => new("caller", "报告人"),
        _ => FieldWords.Team(release, audience) ?? new(audience, audience),
    };

    private static Words Occasion(string occasion) => occasion switch
    {
        "opened" => new("opened", "已创建"),
        "assigned" => new("assigned", "已分配"),
        "resolved" => new("resolved", "已解决"),
        "reopened" => new("reopened", "已重新打开"),
        "closed" => new("closed", "已关闭"),
        "canceled" => new("canceled", "已取消"),
        "planned" => new("planned", "已计划"),
        "reminder" => new("reminder", "提醒"),
        "actions" => new("actions", "改进措施"),
        _ => new(occasion, occasion),
    };

    private Words Clock(string id) =>
        release.Parts<ClocksPart>().SelectMany(part => part.Clocks.Items).FirstOrDefault(clock => clock.Id == id)?.Name ?? new(id, id);

    private static Words? Label(Decision? decision) => decision?.Label is { Length: > 0 } label ? BothLanguages.Of(label) : null;

    private static Words Input(ValueList<DecisionInput> known, string name) =>
        known.Items.FirstOrDefault(input => input.Name == name)?.Label is { Length: > 0 } label ? BothLanguages.Of(label) : new(name, name);

    /// <summary>A value of an input; what came from outside, such as the labels of an alert, is told as it came.</summary>
    public Words Given(string name, FeelValue value) => value.TryGetContext(out _) ? new(value.ToString(), value.ToString()) : Value(name, value);

    private Words Value(string name, FeelValue value)
    {
        if (value.IsNull) return new("nothing", "无");
        if (value.TryGetBoolean(out var truth)) return FieldWords.Truth(truth);
        if (value.TryGetList(out var list))
        {
            var items = list.Items.Select(item => Value(name, item)).ToList();
            return items.Count == 0 ? new("nothing", "无") : new(string.Join("; ", items.Select(item => item.En)), string.Join("；", items.Select(item => item.Zh)));
        }

        if (value.TryGetContext(out var entries)) return Entries(entries);
        return name switch
        {
            "audience" => Audience(value.ToText()),
            "template" => Template(value.ToText()),
            "occasion" => Occasion(value.ToText()),
            "clock" => Clock(value.ToText()),
            "service" => FieldWords.Of(release, ticketTable, "business_service", value),
            "team" => FieldWords.Of(release, ticketTable, "assignment_group", value),
            _ => FieldWords.Of(release, ticketTable, name, value),
        };
    }

    private Words Entries(FeelContext entries)
    {
        var said = entries.Select(entry => (Label: Name(entry.Key), Value: Value(entry.Key, entry.Value))).ToList();
        // Whom and with which words: what each is goes without saying.
        return entries is { Count: 2 } && entries.TryGet("audience", out _) && entries.TryGet("template", out _)
            ? new($"{said[0].Value.En} – {said[1].Value.En}", $"{said[0].Value.Zh} – {said[1].Value.Zh}")
            : new(string.Join(", ", said.Select(entry => $"{entry.Label.En} = {entry.Value.En}")), string.Join("，", said.Select(entry => $"{entry.Label.Zh} = {entry.Value.Zh}")));
    }

    [GeneratedRegex(@"[\s:：(（]*\{[a-z_]+\}[)）]*")]
    private static partial Regex Placeholder();

    private Words Name(string entry) => TicketFields.Of(ticketTable)?.Find(entry)?.Label ?? entry switch
    {
        "service" => new("Service", "服务"),
        "team" => new("Team", "处理团队"),
        "audience" => new("Audience", "告知谁"),
        "template" => new("Notification", "通知"),
        _ => new(entry, entry),
    };
}
