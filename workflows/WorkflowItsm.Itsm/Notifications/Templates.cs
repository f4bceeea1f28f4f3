using System.Text.Json;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Reading;

namespace WorkflowItsm.Itsm.Notifications;

/// <summary>The words of a notification; <c>{field}</c> stands for a field of the ticket.</summary>
public sealed record Template(string Id, Words Subject, Words Body);

/// <summary>The templates of a bundle.</summary>
public sealed record TemplatesPart(string Path, ValueList<Template> Templates) : DefinitionPart(Path);

/// <summary>Reads <c>templates.json</c> of a bundle.</summary>
public sealed class TemplatesReader : IDefinitionReader
{
    /// <inheritdoc/>
    public bool Reads(string path) => path == "templates.json";

    /// <inheritdoc/>
    public (DefinitionPart? Part, ValueList<Finding> Findings) Read(string path, ReadOnlyMemory<byte> content)
    {
        var json = JsonDefinition.Parse(content);
        if (json.Root is not { } root) return (null, json.Findings);
        var templates = json.Each(root, "templates", "template", template => ReadTemplate(json, template));
        json.Unique(templates.Items.Select(template => template.Id), "template");
        return json.Finish(new TemplatesPart(path, templates));
    }

    /// <inheritdoc/>
    public ValueList<Finding> Check(Bundle bundle, Release release) => [];

    private static Template ReadTemplate(JsonDefinition json, JsonElement template)
    {
        var id = json.Text(template, "id", "Template");
        Sentence place = $"Template '{id}'";
        return new(id, json.Words(template, "subject", place), json.Words(template, "body", place));
    }
}
