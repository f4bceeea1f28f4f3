using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Schedules;

/// <summary>A case that begins by the calendar, as a process owner declares it. What is changed on the page of schedules hides cron and time zone.</summary>
/// <param name="Id">Unique in the release, e.g. <c>quarterly-review</c>.</param>
/// <param name="Name">Its words.</param>
/// <param name="Cron">When, as Quartz writes it: seconds, minutes, hours, day of month, month, day of week.</param>
/// <param name="TimeZone">The IANA time zone that <paramref name="Cron"/> is read in, e.g. <c>Asia/Shanghai</c>.</param>
/// <param name="Process">The process that a run starts.</param>
/// <param name="Fields">The first fields of the case.</param>
/// <param name="Misfire">What happens to runs that were missed while nothing ran.</param>
/// <param name="Clauses">The handbook clauses it serves.</param>
public sealed record ScheduleDefinition(
    string Id,
    Words Name,
    string Cron,
    string TimeZone,
    string Process,
    ValueList<ScheduledField> Fields,
    MissedRuns Misfire,
    ValueList<string> Clauses)
{
    /// <summary>The name under which the expressions of <see cref="Fields"/> see the time of the run.</summary>
    public const string Run = "run";

    /// <summary>The first fields of the case of a run; those that come out as null are left out.</summary>
    /// <param name="run">The time of the run, with the offset of <see cref="TimeZone"/>.</param>
    public FeelContext FieldsAt(DateTimeOffset run)
    {
        var fields = FeelContext.Empty;
        foreach (var field in Fields)
        {
            var slots = new FeelValue[field.Value.Names.Count];
            for (var i = 0; i < slots.Length; i++) slots[i] = field.Value.Names[i] == Run ? FeelValue.DateTime(run) : FeelValue.Null;
            var value = field.Value.Evaluate(slots, new FeelSession(run));
            if (!value.IsNull) fields = fields.With(field.Name, value);
        }

        return fields;
    }
}

/// <summary>A field of the case that a schedule opens.</summary>
/// <param name="Name">The field, e.g. <c>period_start</c>.</param>
/// <param name="Value">FEEL over <c>run</c>.</param>
public sealed record ScheduledField(string Name, FeelExpression Value);

/// <summary>What happens to runs that were missed while nothing ran.</summary>
public enum MissedRuns
{
    /// <summary>However many were missed, one is made up for, as soon as something runs again. The default.</summary>
    Once,

    /// <summary>They are left out; the next one comes at its time.</summary>
    Skip,
}

/// <summary>The schedules of a bundle.</summary>
public sealed record SchedulesPart(string Path, ValueList<ScheduleDefinition> Schedules) : DefinitionPart(Path);
