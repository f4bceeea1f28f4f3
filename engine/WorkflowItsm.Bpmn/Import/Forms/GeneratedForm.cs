using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Forms;

/// <summary>Fields that a task lists itself (<c>camunda:formField</c>, <c>flowable:formProperty</c>), as a form of form-js.</summary>
internal static class GeneratedForm
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The form's text and what the fields are called; null when the task lists none.</summary>
    public static (ForeignText Found, string Json)? Of(XElement task, string id, ImportPlan plan)
    {
        var fields = task.FamilyParts("formData").SelectMany(data => data.Inner("formField")).Concat(task.FamilyParts("formProperty")).ToList();
        if (fields.Count == 0) return null;
        var components = new JsonArray([.. fields.Select(field => Component(field, plan))]);
        var form = new JsonObject { ["id"] = id, ["type"] = "default", ["schemaVersion"] = 19, ["components"] = components };
        return (new(ForeignXml.SpokenName(fields[0]), string.Join(", ", fields.Select(field => field.Text("id") ?? ""))), Text(form));
    }

    /// <summary>A form that stands whole in the process, under another id; as it is when it is no JSON.</summary>
    public static string WithId(string json, string id)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject form) return json;
            form["id"] = id;
            return Text(form);
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static JsonObject Component(XElement field, ImportPlan plan)
    {
        var key = field.Text("variable") ?? field.Text("id") ?? "field";
        var component = new JsonObject
        {
            ["id"] = $"Field_{key}",
            ["key"] = key,
            ["label"] = field.Text("label") ?? field.Text("name") ?? key,
        };
        switch (field.Text("type"))
        {
            case "long" or "int" or "integer" or "double" or "float": component["type"] = "number"; break;
            case "boolean": component["type"] = "checkbox"; break;
            case "date" or "datetime":
                component["type"] = "datetime";
                component["subtype"] = "date";
                component["dateLabel"] = component["label"]!.GetValue<string>();
                break;
            case "enum":
                component["type"] = "select";
                component["values"] = new JsonArray([.. field.Inner("value").Select(value => new JsonObject { ["value"] = value.Text("id"), ["label"] = value.Text("name") ?? value.Text("id") })]);
                break;
            case null or "string": component["type"] = "textfield"; break;
            case var other:
                component["type"] = "textfield";
                plan.Tell("import-field-type", Severity.Warning, field,
                    $"found the field \"{Words.Short(key)}\" of the type {Words.Short(other)}, which becomes a field for text.", "Look at the field in the form.");
                break;
        }
        if (Default(field.Text("defaultValue") ?? field.Text("default"), component["type"]!.GetValue<string>()) is { } start) component["defaultValue"] = start;
        var rules = Rules(field);
        if (rules.Count > 0) component["validate"] = rules;
        if (field.Text("writable") is "false" || field.Inner("validation").SelectMany(rule => rule.Inner("constraint")).Any(rule => rule.Text("name") == "readonly")) component["readonly"] = true;
        return component;
    }

    private static JsonObject Rules(XElement field)
    {
        var rules = new JsonObject();
        if (field.Text("required") is "true") rules["required"] = true;
        foreach (var rule in field.Inner("validation").SelectMany(validation => validation.Inner("constraint")))
        {
            var number = double.TryParse(rule.Text("config"), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : (double?)null;
            switch (rule.Text("name"))
            {
                case "required" when rule.Text("config") is null or "true": rules["required"] = true; break;
                case "minlength": rules["minLength"] = number; break;
                case "maxlength": rules["maxLength"] = number; break;
                case "min": rules["min"] = number; break;
                case "max": rules["max"] = number; break;
            }
        }
        return rules;
    }

    private static JsonValue? Default(string? text, string type) => text switch
    {
        null => null,
        _ when JuelTemplate.IsExpression(text) => null,
        _ when type == "number" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
        _ when type == "checkbox" => JsonValue.Create(text == "true"),
        _ when type == "datetime" => null,
        _ => JsonValue.Create(text),
    };

    private static string Text(JsonObject form) => new StringBuilder(form.ToJsonString(Written)).Append('\n').ToString();
}
