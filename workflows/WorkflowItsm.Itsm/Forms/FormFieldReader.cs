using System.Text.Json;
using System.Text.RegularExpressions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Reading;

namespace WorkflowItsm.Itsm.Forms;

/// <summary>Reads a component of a form that holds a value.</summary>
internal static class FormFieldReader
{
    /// <summary>Null for a component without a key: words, a line, a group.</summary>
    public static FormField? Read(JsonDefinition json, JsonElement component)
    {
        if (JsonDefinition.TextOrNull(component, "key") is not { Length: > 0 } key) return null;
        var rules = Object(component, "validate");
        return new(key, JsonDefinition.TextOrNull(component, "type") ?? "textfield", Label(component, key))
        {
            IsRequired = IsTrue(rules, "required"),
            IsShownOnly = IsTrue(component, "disabled") || IsTrue(component, "readonly"),
            MinLength = (int?)Number(rules, "minLength"),
            MaxLength = (int?)Number(rules, "maxLength"),
            Min = Number(rules, "min"),
            Max = Number(rules, "max"),
            Pattern = Pattern(json, rules, key),
            Choices = Choices(component),
            HiddenWhen = Hidden(json, component, key),
        };
    }

    // English stands in "label", Chinese beside it in "properties"; a form with one label shows it in both.
    private static Words Label(JsonElement component, string key)
    {
        var label = JsonDefinition.TextOrNull(component, "label") is { Length: > 0 } text ? text : key;
        var zh = Object(component, "properties") is { } properties ? JsonDefinition.TextOrNull(properties, "labelZh") : null;
        return new(label, zh is { Length: > 0 } ? zh : label);
    }

    private static string? Pattern(JsonDefinition json, JsonElement? rules, string key)
    {
        if (rules is not { } set || JsonDefinition.TextOrNull(set, "pattern") is not { Length: > 0 } pattern) return null;
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return pattern;
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            json.Error("form-pattern", key, $"The field '{key}' has the pattern '{pattern}', which the server cannot check: {wrong.Message}",
                "Use a pattern without look-around and back-references.");
            return null;
        }
    }

    private static FeelExpression? Hidden(JsonDefinition json, JsonElement component, string key)
    {
        if (Object(component, "conditional") is not { } conditional || JsonDefinition.TextOrNull(conditional, "hide") is not { Length: > 0 } hide) return null;
        var compiled = FeelExpression.Compile(hide.TrimStart().TrimStart('='), new FeelScope([], open: true));
        if (compiled.Value is null)
            json.Error("form-condition", key, $"The field '{key}' is hidden under the condition '{hide}', which is not FEEL.", "Mend the condition.");
        return compiled.Value;
    }

    private static ValueList<string> Choices(JsonElement component) =>
        component.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
            ? values.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object)
                .Select(one => one.TryGetProperty("value", out var value) ? FeelJson.Read(value).ToText() : "").ToValueList()
            : [];

    private static JsonElement? Object(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : null;

    private static bool IsTrue(JsonElement? owner, string name) =>
        owner is { } set && set.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static decimal? Number(JsonElement? owner, string name) =>
        owner is { } set && set.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetDecimal(out var value) ? value : null;
}
