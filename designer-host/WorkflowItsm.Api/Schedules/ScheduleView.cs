using System.Text.Json;
using WorkflowItsm.Engine;
using WorkflowItsm.Itsm.Schedules;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Schedules;

namespace WorkflowItsm.Api.Schedules;

/// <summary>A schedule, and a timer by which a process begins, as JSON. Moments are UTC.</summary>
internal static class ScheduleView
{
    public static void Write(Utf8JsonWriter writer, ScheduleEntry entry)
    {
        var (definition, settings) = (entry.Definition, entry.Settings);
        writer.WriteStartObject();
        writer.WriteString("id", definition.Id);
        WriteWords(writer, "name", definition.Name);
        writer.WriteString("bundle", entry.Bundle);
        writer.WriteString("process", definition.Process);
        writer.WriteString("cron", settings.Cron);
        writer.WriteString("time_zone", settings.TimeZone);
        writer.WriteBoolean("enabled", settings.Enabled);
        writer.WriteString("missed_runs", definition.Misfire == MissedRuns.Skip ? "skip" : "once");
        writer.WriteString("changed_by", entry.ChangedBy);
        WriteMoment(writer, "changed_at", entry.ChangedAt);
        WriteMoment(writer, "next_run", entry.NextRun);
        if (entry.LastRun is { } run) WriteRun(writer, run);
        else writer.WriteNull("last_run");
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, StartTimerEntry entry)
    {
        var (timer, process) = (entry.Timer, entry.Process);
        writer.WriteStartObject();
        writer.WriteString("process", process.Id);
        var name = process.Name is { Length: > 0 } given ? given : process.Id;
        WriteWords(writer, "name", new(name, process.Settings.NameZh ?? name));
        writer.WriteString("element", timer.ElementId);
        writer.WriteString("bundle", entry.Bundle);
        writer.WriteNumber("version", entry.Version);
        writer.WriteString("file", entry.File);
        writer.WriteString("timer", entry.Expression);
        WriteMoment(writer, "next_due", timer.DueAt);
        WriteMoment(writer, "last_fired", timer.Last?.At);
        writer.WriteString("last_case", timer.Last?.CaseId);
        writer.WriteEndObject();
    }

    /// <summary>The sentence of a refusal in both languages.</summary>
    public static Itsm.Fields.Words Words(Refusal refusal) => new(refusal.Sentence, refusal.SentenceZh ?? refusal.Sentence);

    private static void WriteRun(Utf8JsonWriter writer, ScheduleRun run)
    {
        writer.WriteStartObject("last_run");
        writer.WriteString("at", run.At.UtcDateTime);
        writer.WriteString("by", run.By);
        writer.WriteString("ticket", run.Number);
        if (run.Failure is { } failure) WriteWords(writer, "failure", Words(failure));
        else writer.WriteNull("failure");
        writer.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter writer, string name, Itsm.Fields.Words words)
    {
        writer.WriteStartObject(name);
        writer.WriteString("en", words.En);
        writer.WriteString("zh", words.Zh);
        writer.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter writer, string name, DateTimeOffset? moment)
    {
        if (moment is { } at) writer.WriteString(name, at.UtcDateTime);
        else writer.WriteNull(name);
    }
}
