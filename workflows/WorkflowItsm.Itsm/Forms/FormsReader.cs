using System.Text.Json;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Reading;

namespace WorkflowItsm.Itsm.Forms;

/// <summary>A form in form-js' format.</summary>
/// <param name="Path">The file.</param>
/// <param name="Id">What a user task names.</param>
/// <param name="Fields">The fields it shows, in order, those inside groups among them.</param>
public sealed record FormPart(string Path, string Id, ValueList<FormField> Fields) : DefinitionPart(Path)
{
    /// <summary>The form with an id in a bundle; null when there is none.</summary>
    public static FormPart? Find(Bundle bundle, string id) =>
        bundle.Parts.Items.OfType<FormPart>().FirstOrDefault(form => form.Id == id);
}

/// <summary>Reads <c>*.form</c> files, and checks that the forms that user tasks name are there.</summary>
public sealed class FormsReader : IDefinitionReader
{
    /// <inheritdoc/>
    public bool Reads(string path) => path.EndsWith(".form", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public (DefinitionPart? Part, ValueList<Finding> Findings) Read(string path, ReadOnlyMemory<byte> content)
    {
        var json = JsonDefinition.Parse(content);
        if (json.Root is not { } root) return (null, json.Findings);
        var id = json.Text(root, "id", "The form");
        return json.Finish(new FormPart(path, id, Fields(json, root).ToValueList()));
    }

    /// <inheritdoc/>
    public ValueList<Finding> Check(Bundle bundle, Release release)
    {
        var known = bundle.Parts.Items.OfType<FormPart>().Select(form => form.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from part in bundle.Parts.Items.OfType<ProcessPart>()
               from process in part.Content.Processes
               from task in process.Nodes.Items.OfType<FlowNode.UserTask>()
               where task.Settings.Form is { } form && !known.Contains(form)
               select new Finding("no-such-form", Severity.Error, task.Id, null,
                   $"User task \"{task.Name}\" ({task.Id}) shows the form '{task.Settings.Form}', but the bundle '{bundle.Name}' has no form with that id; it has: {Sentence.Listed(known.Order(StringComparer.Ordinal))}.",
                   "Add the form to the bundle, or name one that is there.", ChineseFindings.Book) { File = part.Path },
        ];
    }

    private static IEnumerable<FormField> Fields(JsonDefinition json, JsonElement owner)
    {
        var components = json.Each(owner, "components", "component", component => new Component(component));
        foreach (var component in components)
        {
            if (FormFieldReader.Read(json, component.Json) is { } field) yield return field;
            if (!component.Json.TryGetProperty("components", out _)) continue;
            foreach (var inner in Fields(json, component.Json)) yield return inner;
        }
    }

    private sealed record Component(JsonElement Json);
}
