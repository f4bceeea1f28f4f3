using System.Text.Json;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Reading;

namespace WorkflowItsm.Itsm.Schedules;

/// <summary>Reads <c>schedules.json</c> of a bundle. Cron and time zone are checked by who runs them.</summary>
public sealed class SchedulesReader : IDefinitionReader
{
    private static readonly FeelScope s_scope = new([ScheduleDefinition.Run]);

    /// <inheritdoc/>
    public bool Reads(string path) => path == "schedules.json";

    /// <inheritdoc/>
    public (DefinitionPart? Part, ValueList<Finding> Findings) Read(string path, ReadOnlyMemory<byte> content)
    {
        var json = JsonDefinition.Parse(content);
        if (json.Root is not { } root) return (null, json.Findings);
        var schedules = json.Each(root, "schedules", "schedule", schedule => ReadSchedule(json, schedule));
        json.Unique(schedules.Items.Select(schedule => schedule.Id), "schedule");
        return json.Finish(new SchedulesPart(path, schedules));
    }

    /// <inheritdoc/>
    public ValueList<Finding> Check(Bundle bundle, Release release) =>
    [
        .. from part in bundle.Parts.Items.OfType<SchedulesPart>()
           from schedule in part.Schedules
           from finding in CheckSchedule(schedule, release)
           select finding with { File = part.Path },
    ];

    private static ScheduleDefinition ReadSchedule(JsonDefinition json, JsonElement schedule)
    {
        var id = json.Text(schedule, "id", "Schedule");
        Sentence place = $"Schedule '{id}'";
        return new(id, json.Words(schedule, "name", place), json.Text(schedule, "cron", place), json.Text(schedule, "timeZone", place),
            json.Text(schedule, "process", place), ReadFields(json, schedule, id, place),
            json.Choice(schedule, "misfire", place, ("once", MissedRuns.Once), ("skip", MissedRuns.Skip)), json.Texts(schedule, "clauses", place));
    }

    private static ValueList<ScheduledField> ReadFields(JsonDefinition json, JsonElement schedule, string id, Sentence place)
    {
        if (!schedule.TryGetProperty("fields", out var fields)) return [];
        if (fields.ValueKind != JsonValueKind.Object)
        {
            json.Error("schedule-fields", id, $"{place}: 'fields' is no object; expected a FEEL expression for each field.", "Write \"fields\": { \"period_end\": \"string(date(run))\" }.");
            return [];
        }

        var read = new List<ScheduledField>();
        foreach (var field in fields.EnumerateObject())
        {
            if (field.Value.ValueKind != JsonValueKind.String)
                json.Error("schedule-fields", id, $"{place}: the field '{field.Name}' is no text; expected a FEEL expression in quotes.", "A fixed text is a FEEL string: \"\\\"text\\\"\".");
            else if (json.Feel(fields, field.Name, $"{place}, fields", "null", s_scope) is { } value) read.Add(new(field.Name, value));
        }

        return read.ToValueList();
    }

    private static IEnumerable<Finding> CheckSchedule(ScheduleDefinition schedule, Release release)
    {
        if (release.Parts<SchedulesPart>().SelectMany(part => part.Schedules.Items).Count(other => other.Id == schedule.Id) > 1)
            yield return new("schedule-id-twice", Severity.Error, schedule.Id, null,
                $"The schedule id '{schedule.Id}' is declared more than once in the published bundles.", "Give each schedule an id of its own.", ChineseFindings.Book);
        if (release.FindProcess(schedule.Process) is not { } process)
        {
            yield return new("no-such-process", Severity.Error, schedule.Id, null,
                $"Schedule '{schedule.Id}' starts the process '{schedule.Process}', but none with that id is published.", "Name the id of a process that makes tickets.", ChineseFindings.Book);
            yield break;
        }

        if (process.Settings.TicketTable is not { } table)
        {
            yield return new("no-ticket-process", Severity.Error, schedule.Id, null,
                $"Schedule '{schedule.Id}' starts the process '{process.Id}', which makes no tickets.", "Give the process a ticket element with table and number prefix, or name another one.", ChineseFindings.Book);
            yield break;
        }

        foreach (var field in schedule.Fields.Items.Where(field => TicketFields.Of(table) is { } known && known.Find(field.Name) is null or { IsReadOnly: true }))
            yield return new("no-such-field", Severity.Warning, schedule.Id, null,
                $"Schedule '{schedule.Id}' sets '{field.Name}', which is no field of '{table}' that can be set.", "Name a field of that kind of ticket, or one that begins with u_.", ChineseFindings.Book);
    }
}
