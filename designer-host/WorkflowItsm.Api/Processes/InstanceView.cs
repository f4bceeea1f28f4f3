using System.Text.Json;
using WorkflowItsm.Engine;

namespace WorkflowItsm.Api.Processes;

/// <summary>Writes where a process stands and what of it stands still, by the ids that operators name.</summary>
internal static class InstanceView
{
    public static void Write(Utf8JsonWriter writer, InstanceState instance)
    {
        writer.WriteStartArray("incidents");
        foreach (var incident in instance.Incidents) Incident(writer, incident);
        writer.WriteEndArray();
        writer.WriteStartArray("tokens");
        foreach (var token in instance.Tokens) Token(writer, token);
        writer.WriteEndArray();
    }

    private static void Incident(Utf8JsonWriter writer, Incident incident)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", incident.Id);
        writer.WriteString("element", incident.ElementId);
        writer.WriteString("code", incident.Code);
        writer.WriteString("sentence", incident.Sentence);
        writer.WriteString("sentence_zh", incident.InChinese() ?? incident.Sentence);
        if (incident.TokenId is { } token) writer.WriteNumber("token", token);
        else writer.WriteNull("token");
        writer.WriteEndObject();
    }

    private static void Token(Utf8JsonWriter writer, TokenState token)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", token.Id);
        writer.WriteString("element", token.ElementId);
        writer.WriteNumber("scope", token.ScopeId);
        writer.WriteEndObject();
    }
}
