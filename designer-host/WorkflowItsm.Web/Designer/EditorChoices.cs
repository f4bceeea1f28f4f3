using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Forms;
using WorkflowItsm.Itsm.Handbook;
using WorkflowItsm.Itsm.Organisation;

namespace WorkflowItsm.Web.Designer;

/// <summary>What the panel of a process offers to choose from, in the person's language.</summary>
internal sealed record EditorChoices(
    IReadOnlyList<EditorChoice> States,
    IReadOnlyList<EditorChoice> Forms,
    IReadOnlyList<EditorChoice> Teams,
    IReadOnlyList<EditorChoice> Performers,
    IReadOnlyList<EditorChoice> Fields,
    IReadOnlyList<EditorChoice> Decisions,
    IReadOnlyList<EditorChoice> Handlers,
    IReadOnlyList<EditorChoice> Occasions,
    IReadOnlyList<EditorChoice> Clauses)
{
    /// <summary>The choices for a bundle, its own files as they are now among what else holds.</summary>
    public static EditorChoices Of(Release release, ValueList<BundleFile> files, string language)
    {
        var fields = TicketFields.Incident;
        var nodes = release.Processes.SelectMany(process => process.Nodes.Items).ToList();
        return new(
            [.. fields.Find("state")!.Choices.Items.Select(choice => new EditorChoice(choice.Value.ToText(), $"{choice.Value.ToText()} – {choice.Label.In(language)}"))],
            FormsOf(files),
            [
                new("assignment_group", fields.Find("assignment_group")!.Label.In(language)),
                .. release.Parts<TeamsPart>().SelectMany(part => part.Teams.Items)
                    .Select(team => new EditorChoice($"\"{team.Id}\"", team.Name.In(language))),
            ],
            [.. nodes.SelectMany(node => node.Settings.Performers.Items).Prepend("agent").Distinct().Select(Plain)],
            [.. fields.All.Items.Select(field => new EditorChoice(field.Name, field.Label.In(language)))],
            [.. release.Parts<DecisionPart>().SelectMany(part => part.Content.Decisions.Items).Select(decision => decision.Id).Distinct().Order(StringComparer.Ordinal).Select(Plain)],
            [.. nodes.Select(node => node.Settings.Handler).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(Plain)],
            [.. nodes.Select(node => node.Settings.Notify?.Occasion).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(Plain)],
            [.. release.Parts<HandbookPart>().SelectMany(part => part.Clauses.Items).SelectMany(All)
                .Select(clause => new EditorChoice(clause.Id, $"{clause.Id} {clause.Words.In(language)}"))]);
    }

    private static IEnumerable<HandbookClause> All(HandbookClause clause) => clause.Clauses.Items.SelectMany(All).Prepend(clause);

    private static List<EditorChoice> FormsOf(ValueList<BundleFile> files)
    {
        var reader = new FormsReader();
        return [.. files.Items.Where(file => reader.Reads(file.Path))
            .Select(file => reader.Read(file.Path, file.Content).Part)
            .OfType<FormPart>()
            .Select(form => Plain(form.Id))];
    }

    private static EditorChoice Plain(string value) => new(value, value);
}

/// <summary>Something to choose.</summary>
internal sealed record EditorChoice(string Value, string Label);
