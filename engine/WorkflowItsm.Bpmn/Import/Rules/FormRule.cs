using System.Text.RegularExpressions;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Forms;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>Forms: fields that stand in the process become a file beside it; a form of the same kind is named; pages of another application are told.</summary>
internal static partial class FormRule
{
    public static void Ask(XElement task, ImportPlan plan)
    {
        var zeebe = task.ZeebePart("formDefinition");
        plan.Mark(zeebe);
        Mark(task, plan);
        if (task.Setting("task")?.Text("form") is not null) return;
        var id = IdOf(task.Text("id") ?? "task");
        if (GeneratedForm.Of(task, id, plan) is { } fields)
        {
            Write(task, fields.Found, id, fields.Json, plan);
            return;
        }
        var key = task.Theirs("formKey", "formRef") ?? zeebe?.Own("formId") ?? zeebe?.Own("formKey") ?? zeebe?.Own("externalReference");
        if (key is not { } named) return;
        if (Embedded(task, named.Value) is { } json)
        {
            Write(task, named, id, GeneratedForm.WithId(json, id), plan);
        }
        else if (Name(named) is { } form)
        {
            plan.Offer("import-form", task, named, $"<itsm:task form=\"{form}\"/>", _ => OurXml.Set(task, "task", ("form", form)),
                $"Apply the change, and put a form with the id \"{form}\" into the bundle.");
        }
        else
        {
            plan.Refuse("import-form-unknown", task, named, "Draw a form in the designer, and name it in <itsm:task form=\"…\"/>.");
        }
    }

    /// <summary>A form that is asked before a case begins.</summary>
    public static void AskStart(XElement start, ImportPlan plan)
    {
        Mark(start, plan);
        plan.Mark(start.ZeebePart("formDefinition"));
        var key = start.Theirs("formKey", "formRef") ?? start.ZeebePart("formDefinition")?.Own("formId");
        if (key is null && GeneratedForm.Of(start, "start", plan) is { } fields) key = fields.Found;
        if (key is { } named)
            plan.Refuse("import-start-form", start, named, "Ask these values when the case is opened, or in a user task behind the start event.");
    }

    private static void Write(XElement task, ForeignText found, string id, string json, ImportPlan plan) =>
        plan.Offer("import-form", task, found, $"forms/{id}.form", files =>
        {
            files.Add(new($"forms/{id}.form", json));
            OurXml.Set(task, "task", ("form", id));
        }, $"Apply the change; the form is written as forms/{id}.form.");

    private static void Mark(XElement element, ImportPlan plan)
    {
        foreach (var attribute in element.Attributes())
            if (ForeignXml.Is(attribute.Name.Namespace) && attribute.Name.LocalName.StartsWith("form", StringComparison.Ordinal)) plan.Mark(attribute);
        foreach (var part in element.FamilyParts("formData").Concat(element.FamilyParts("formProperty"))) plan.Mark(part);
    }

    /// <summary>The form that Camunda 8 keeps inside the process.</summary>
    private static string? Embedded(XElement task, string key)
    {
        const string prefix = "camunda-forms:bpmn:";
        if (!key.StartsWith(prefix, StringComparison.Ordinal)) return null;
        return task.Ancestors(BpmnXml.Model + "process").Elements(BpmnXml.Model + "extensionElements").Elements(ForeignXml.Zeebe + "userTaskForm")
            .FirstOrDefault(form => form.Text("id") == key[prefix.Length..])?.Value;
    }

    /// <summary>The name of a form of the same kind; null for a page of another application.</summary>
    private static string? Name(ForeignText key)
    {
        var text = key.Value;
        if (text.StartsWith("embedded:", StringComparison.Ordinal) || text.StartsWith("app:", StringComparison.Ordinal) || text.Contains(".htm", StringComparison.OrdinalIgnoreCase)) return null;
        var last = text[(text.LastIndexOfAny(['/', ':']) + 1)..];
        if (last.EndsWith(".form", StringComparison.Ordinal)) last = last[..^".form".Length];
        return FormName().IsMatch(last) ? last : null;
    }

    /// <summary>An id as the designer gives them: lower-case letters, digits and hyphens.</summary>
    private static string IdOf(string text)
    {
        var words = NoLetter().Replace(Hump().Replace(text, "$1-$2").ToLowerInvariant(), "-").Trim('-');
        if (words.Length == 0 || !char.IsAsciiLetter(words[0])) words = $"form-{words}".TrimEnd('-');
        return words.Length <= 64 ? words : words[..64].TrimEnd('-');
    }

    [GeneratedRegex(@"^[\p{L}\d_.\-]{1,200}$", RegexOptions.CultureInvariant)]
    private static partial Regex FormName();

    [GeneratedRegex("([a-z0-9])([A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Hump();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NoLetter();
}
