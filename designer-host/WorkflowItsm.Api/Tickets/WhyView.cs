using System.Text.Json;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Timeline;

namespace WorkflowItsm.Api.Tickets;

/// <summary>Writes why a decision fell as it did as one JSON object.</summary>
internal static class WhyView
{
    public static void Write(Utf8JsonWriter writer, DecisionExplanation why, string language)
    {
        writer.WriteStartObject();
        writer.WriteString("decision", why.Made.DecisionId);
        writer.WriteString("name", why.Name.In(language));
        Value(writer, "inputs", FeelValue.Context(why.Made.Inputs));
        Texts(writer, "erased", why.Erased);
        Value(writer, "result", why.Made.Result);
        writer.WriteBoolean("same", why.IsSame);
        writer.WriteStartArray("decisions");
        foreach (var taken in why.Trace?.Decisions ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("decision", taken.Id);
            writer.WriteString("name", why.NameOf(taken.Id).In(language));
            Value(writer, "value", taken.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("tables");
        foreach (var table in why.Trace?.Tables ?? []) Write(writer, table);
        writer.WriteEndArray();
        Texts(writer, "problems", why.Stopped is { } stopped ? [stopped] : why.Trace?.Outcome.Problems ?? why.Made.Problems);
        writer.WriteStartArray("nulls");
        foreach (var reason in why.Trace?.Nulls ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("expression", reason.Expression);
            writer.WriteString("message", reason.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TableTrace table)
    {
        writer.WriteStartObject();
        writer.WriteString("decision", table.OwnerId);
        writer.WriteString("table", table.TableId);
        writer.WriteString("hit_policy", table.HitPolicy);
        writer.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("label", column.Label);
            writer.WriteString("expression", column.Expression);
            Value(writer, "value", column.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var rule in table.Rules) Write(writer, rule);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, RuleTrace rule)
    {
        writer.WriteStartObject();
        writer.WriteNumber("row", rule.Number);
        writer.WriteString("id", rule.Id);
        writer.WriteString("annotation", rule.Annotation);
        writer.WriteBoolean("matches", rule.Matches);
        writer.WriteStartArray("failing");
        foreach (var cell in rule.Failing)
        {
            writer.WriteStartObject();
            writer.WriteNumber("column", cell.Column);
            writer.WriteString("test", cell.Test);
            Value(writer, "value", cell.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter writer, string name, ValueList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter writer, string name, FeelValue value)
    {
        writer.WritePropertyName(name);
        FeelJson.Write(writer, value);
    }
}
