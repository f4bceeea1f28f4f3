using System.Text.Json;
using WorkflowItsm.Api.Attachments;
using WorkflowItsm.Api.Processes;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Clocks;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Api.Tickets;

/// <summary>Writes a ticket as one JSON object: fields, clocks, open tasks, what may be done now and why not, what stands still.</summary>
internal static class TicketView
{
    public static void Write(Utf8JsonWriter writer, FoundTicket ticket, ValueList<Attachment> attachments, Actor actor, DateTimeOffset now, string language)
    {
        var (record, state, release) = ticket;
        writer.WriteStartObject();
        writer.WriteString("id", record.CaseId);
        writer.WriteString("number", record.Number);
        writer.WriteString("table", record.Table);
        writer.WriteNumber("version", record.Version);
        writer.WriteBoolean("active", record.Active);
        writer.WriteString("process", state.ProcessId);
        writer.WriteNumber("release", state.Release);
        writer.WritePropertyName("fields");
        FeelJson.Write(writer, FeelValue.Context(record.Fields));
        writer.WriteStartArray("clocks");
        foreach (var clock in state.Clocks) Clock(writer, clock, release, now, language);
        writer.WriteEndArray();
        writer.WriteStartArray("tasks");
        foreach (var task in state.Instance.Waits.OfType<Wait.Task>()) Task(writer, task, release, state, language);
        writer.WriteEndArray();
        writer.WriteStartArray("options");
        foreach (var option in TicketOptions.Of(release, state, actor)) Option(writer, option, language);
        writer.WriteEndArray();
        writer.WriteStartArray("attachments");
        foreach (var attachment in attachments) AttachmentView.Write(writer, record, attachment);
        writer.WriteEndArray();
        InstanceView.Write(writer, state.Instance);
        writer.WriteEndObject();
    }

    private static void Clock(Utf8JsonWriter writer, ClockState clock, Release release, DateTimeOffset now, string language)
    {
        var definition = release.Parts<ClocksPart>().SelectMany(part => part.Clocks.Items).FirstOrDefault(known => known.Id == clock.Id);
        var name = definition?.Name ?? new Words(clock.Id, clock.Id);
        var spent = clock.SpentAt(now);
        writer.WriteStartObject();
        writer.WriteString("id", clock.Id);
        writer.WriteString("name", name.In(language));
        writer.WriteNumber("goal_seconds", Seconds(clock.Goal));
        writer.WriteNumber("spent_seconds", Seconds(spent));
        writer.WriteNumber("remaining_seconds", Seconds(clock.Goal - spent));
        writer.WriteString("state", clock.StoppedAt is not null ? "stopped" : clock.IsPaused ? "paused" : "running");
        Time(writer, "started_at", clock.StartedAt);
        Time(writer, "due_at", clock.ReachedAt(100));
        Time(writer, "stopped_at", clock.StoppedAt);
        writer.WriteNumber("reached_percent", clock.ReachedPercent);
        writer.WriteBoolean("breached", clock.IsBreached);
        writer.WriteEndObject();
    }

    private static void Task(Utf8JsonWriter writer, Wait.Task task, Release release, TicketState state, string language)
    {
        var node = release.Locate(state.ProcessId, task.ElementId)?.Node;
        writer.WriteStartObject();
        writer.WriteNumber("id", task.Id);
        writer.WriteString("element", task.ElementId);
        writer.WriteString("name", language == "zh" && node?.Settings.NameZh is { } zh ? zh : node?.Name);
        writer.WriteString("team", task.CandidateTeam);
        writer.WriteString("assignee", task.Assignee);
        writer.WriteString("form", node?.Settings.Form);
        writer.WriteEndObject();
    }

    private static void Option(Utf8JsonWriter writer, TicketOption option, string language)
    {
        var outcome = option.Option.Outcome;
        writer.WriteStartObject();
        writer.WriteNumber("task", option.Option.WaitId);
        writer.WriteString("element", option.Option.ElementId);
        writer.WriteString("kind", option.Option.IsAction ? "action" : "outcome");
        writer.WriteString("id", outcome.Id);
        writer.WriteString("name", language == "zh" ? outcome.NameZh ?? outcome.Name : outcome.Name);
        if (outcome.State is { } leads) writer.WriteNumber("state", leads);
        else writer.WriteNull("state");
        writer.WriteStartArray("requires");
        foreach (var field in outcome.Requires) writer.WriteStringValue(field);
        writer.WriteEndArray();
        writer.WriteString("why_not", option.WhyNot?.In(language));
        writer.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } moment) writer.WriteString(name, moment.UtcDateTime);
        else writer.WriteNull(name);
    }

    private static long Seconds(TimeSpan time) => (long)time.TotalSeconds;
}
