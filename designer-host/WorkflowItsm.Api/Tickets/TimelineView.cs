using System.Text.Json;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Timeline;

namespace WorkflowItsm.Api.Tickets;

/// <summary>Writes a line of a timeline as one JSON object.</summary>
internal static class TimelineView
{
    public static void Write(Utf8JsonWriter writer, TimelineLine line, string language)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence", line.Sequence);
        writer.WriteString("at", line.At.UtcDateTime);
        writer.WriteString("actor", line.Actor);
        writer.WriteString("kind", line.Kind);
        writer.WriteString("text", language == "zh" ? line.Zh : line.En);
        writer.WriteString("element", line.ElementId);
        writer.WriteString("decision", line.DecisionId);
        writer.WriteStartArray("rows");
        foreach (var row in line.Rows) writer.WriteNumberValue(row);
        writer.WriteEndArray();
        Value(writer, "inputs", line.Inputs is { } inputs ? FeelValue.Context(inputs) : FeelValue.Null);
        Value(writer, "result", line.Result ?? FeelValue.Null);
        writer.WriteString("attachment", line.Attachment?.Id);
        writer.WriteBoolean("internal", line.IsInternal);
        writer.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter writer, string name, FeelValue value)
    {
        writer.WritePropertyName(name);
        FeelJson.Write(writer, value);
    }
}
