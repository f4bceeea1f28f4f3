using WorkflowItsm.Bpmn;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Forms;
using WorkflowItsm.Itsm.Handbook;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Runtime.Connectors;

namespace WorkflowItsm.Web.Designer;

/// <summary>What the panel of a process offers to choose from, in the person's language.</summary>
internal sealed record EditorChoices(
    IReadOnlyList<EditorChoice> States,
    IReadOnlyList<EditorChoice> Forms,
    IReadOnlyList<EditorChoice> Teams,
    IReadOnlyList<EditorChoice> Performers,
    IReadOnlyList<EditorChoice> Fields,
    IReadOnlyList<EditorChoice> Decisions,
    IReadOnlyList<EditorConnector> Connectors,
    IReadOnlyList<EditorChoice> Handlers,
    IReadOnlyList<EditorChoice> Topics,
    IReadOnlyList<EditorChoice> Processes,
    IReadOnlyList<EditorChoice> Occasions,
    IReadOnlyList<EditorChoice> Clauses)
{
    /// <summary>The choices for a bundle, its own files as they are now among what else holds.</summary>
    /// <param name="release">What holds.</param>
    /// <param name="files">The bundle's files as they are now.</param>
    /// <param name="handlers">What does service tasks in this host.</param>
    /// <param name="topics">Of which topics there are jobs or workers now.</param>
    /// <param name="language">The person's language.</param>
    public static EditorChoices Of(Release release, ValueList<BundleFile> files, HandlerCatalogue handlers, IReadOnlyList<string> topics, string language)
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
            [.. handlers.Connectors.Select(connector => EditorConnector.Of(connector, language))],
            [.. nodes.Select(node => node.Settings.Handler).OfType<string>().Concat(handlers.Names).Where(name => handlers.Find(name) is null)
                .Distinct().Order(StringComparer.Ordinal).Select(Plain)],
            [.. nodes.Select(node => node.Settings.Topic).OfType<string>().Concat(topics).Distinct().Order(StringComparer.Ordinal).Select(Plain)],
            ProcessesOf(release, files, language),
            [.. nodes.Select(node => node.Settings.Notify?.Occasion).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(Plain)],
            [.. release.Parts<HandbookPart>().SelectMany(part => part.Clauses.Items).SelectMany(All)
                .Select(clause => new EditorChoice(clause.Id, $"{clause.Id} {clause.Words.In(language)}"))]);
    }

    private static IEnumerable<HandbookClause> All(HandbookClause clause) => clause.Clauses.Items.SelectMany(All).Prepend(clause);

    // Those of the bundle as they are drawn now come before what is published of it.
    private static List<EditorChoice> ProcessesOf(Release release, ValueList<BundleFile> files, string language) =>
    [
        .. files.Items.Where(file => file.Path.EndsWith(".bpmn", StringComparison.OrdinalIgnoreCase))
            .Select(file => BpmnFile.Read(file.Path, file.Content).File).OfType<BpmnFile>().SelectMany(file => file.Processes.Items)
            .Concat(release.Parts<ProcessPart>().SelectMany(part => part.Content.Processes.Items))
            .DistinctBy(process => process.Id).OrderBy(process => process.Id, StringComparer.Ordinal)
            .Select(process => new EditorChoice(process.Id, (language == "zh" ? process.Settings.NameZh ?? process.Name : process.Name) is { Length: > 0 } name ? $"{name} ({process.Id})" : process.Id)),
    ];

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

/// <summary>A connector and its fields, in the person's language.</summary>
internal sealed record EditorConnector(string Name, string Label, string Answer, IReadOnlyList<EditorField> Fields)
{
    public static EditorConnector Of(IConnector connector, string language) => new(
        connector.Name, connector.Label.In(language), connector.Answer.In(language),
        [.. connector.Fields.Items.Select(field => new EditorField(field.Name, field.Label.In(language), field.IsRequired, field.IsLong, field.Hint?.In(language), [.. field.Choices.Items]))]);
}

/// <summary>A field of a connector.</summary>
internal sealed record EditorField(string Name, string Label, bool IsRequired, bool IsLong, string? Hint, IReadOnlyList<string> Choices);
