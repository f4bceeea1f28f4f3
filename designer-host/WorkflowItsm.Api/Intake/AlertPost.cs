using System.Text.Json;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Api.Intake;

/// <summary>What Alertmanager posts for a group of alerts (webhook payload version 4).</summary>
/// <param name="GroupKey">What makes posts belong together.</param>
/// <param name="IsFiring">Whether an alert of the group still fires.</param>
/// <param name="Labels">Common and group labels, and the first alert's where those say nothing.</param>
/// <param name="Summary">A line for people.</param>
/// <param name="Alerts">The alerts: fingerprint, status, labels, annotations, startsAt.</param>
internal sealed record AlertPost(string GroupKey, bool IsFiring, FeelContext Labels, string Summary, ValueList<FeelValue> Alerts)
{
    private const int MaxAlerts = 1000;

    /// <summary>Reads it; the error names every member that is wrong.</summary>
    public static (AlertPost? Post, ApiError? Error) Read(JsonElement body)
    {
        var errors = new List<FieldError>();
        var groupKey = Text(body, "groupKey", "groupKey", errors);
        var status = Status(body, "status", errors);
        var alerts = new List<FeelContext>();
        if (!body.TryGetProperty("alerts", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MaxAlerts)
        {
            errors.Add(new("alerts", new($"'alerts' must be a list of 1 to {MaxAlerts} alerts.",
                $"“alerts”必须是包含 1 到 {MaxAlerts} 条告警的列表。")));
        }
        else
        {
            var index = 0;
            foreach (var alert in list.EnumerateArray()) alerts.Add(Alert(alert, $"alerts[{index++}]", errors));
        }

        var common = Texts(body, "commonLabels", "commonLabels", errors);
        var group = Texts(body, "groupLabels", "groupLabels", errors);
        var annotations = Texts(body, "commonAnnotations", "commonAnnotations", errors);
        if (errors.Count > 0) return (null, ApiError.OfFields(errors));

        var first = alerts.Find(alert => IsFiringAlert(alert)) ?? alerts[0];
        var labels = Merge(Context(first["labels"]), Merge(common, group));
        return (new(groupKey, status == "firing" || alerts.Exists(IsFiringAlert), labels, SummaryOf(annotations, Context(first["annotations"]), labels),
            alerts.Select(FeelValue.Context).ToValueList()), null);
    }

    private static bool IsFiringAlert(FeelContext alert) => alert["status"].ToText() == "firing";

    private static FeelContext Alert(JsonElement alert, string place, List<FieldError> errors)
    {
        if (alert.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new(place, new($"'{place}' must be an object.", $"“{place}”必须是对象。")));
            return FeelContext.Empty;
        }

        return FeelContext.Of(
            ("fingerprint", Optional(alert, "fingerprint")),
            ("status", Status(alert, "status", errors, place + ".")),
            ("labels", FeelValue.Context(Texts(alert, "labels", place + ".labels", errors))),
            ("annotations", FeelValue.Context(Texts(alert, "annotations", place + ".annotations", errors))),
            ("startsAt", Optional(alert, "startsAt")));
    }

    private static string Text(JsonElement owner, string name, string place, List<FieldError> errors)
    {
        if (owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        errors.Add(new(place, new($"'{place}' must be a text that is not empty.", $"“{place}”必须是非空文本。")));
        return "";
    }

    private static string Status(JsonElement owner, string name, List<FieldError> errors, string prefix = "")
    {
        var place = prefix + name;
        var text = owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        if (text is "firing" or "resolved") return text;
        errors.Add(new(place, new($"'{place}' is '{text ?? "missing"}'; expected firing or resolved.",
            $"“{place}”的值是“{text ?? "无"}”，应为 firing 或 resolved。")));
        return "";
    }

    private static FeelContext Texts(JsonElement owner, string name, string place, List<FieldError> errors)
    {
        if (!owner.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return FeelContext.Empty;
        if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(member => member.Value.ValueKind == JsonValueKind.String))
            return FeelContext.Of([.. value.EnumerateObject().Select(member => (member.Name, (FeelValue)member.Value.GetString()))]);
        errors.Add(new(place, new($"'{place}' must be an object whose values are texts.", $"“{place}”必须是值均为文本的对象。")));
        return FeelContext.Empty;
    }

    private static FeelValue Optional(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : FeelValue.Null;

    private static FeelContext Context(FeelValue value) => value.TryGetContext(out var context) ? context : FeelContext.Empty;

    private static FeelContext Merge(FeelContext under, FeelContext over)
    {
        foreach (var (key, value) in over) under = under.With(key, value);
        return under;
    }

    private static string SummaryOf(FeelContext common, FeelContext first, FeelContext labels)
    {
        foreach (var text in (FeelValue[])[common["summary"], first["summary"], common["description"], first["description"]])
            if (text.TryGetString(out var words) && words.Length > 0) return words;
        var name = labels["alertname"].TryGetString(out var alert) ? alert : "Alert";
        return labels["instance"].TryGetString(out var instance) ? $"{name} ({instance})" : name;
    }
}
