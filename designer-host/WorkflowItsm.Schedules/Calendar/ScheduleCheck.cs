using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Schedules;

namespace WorkflowItsm.Schedules.Calendar;

/// <summary>
/// Refuses to publish a schedule whose cron expression or time zone Quartz could not run. The pure core reads the file and
/// knows no calendar; this reads no file and only checks.
/// </summary>
internal sealed class ScheduleCheck : IDefinitionReader
{
    private readonly CronCalendar _calendar = new(new(TimeProvider.System));

    public bool Reads(string path) => false;

    public (DefinitionPart? Part, ValueList<Finding> Findings) Read(string path, ReadOnlyMemory<byte> content) => (null, []);

    // A time that has passed for ever was good when it was published: it must not refuse another bundle years later.
    public ValueList<Finding> Check(Bundle bundle, Release release) =>
    [
        .. from part in bundle.Parts.Items.OfType<SchedulesPart>()
           from schedule in part.Schedules
           let refusal = _calendar.Preview(schedule.Cron, schedule.TimeZone, 5).Refusal
           where refusal is not null
           select new Finding($"schedule-{refusal.Code}", refusal.Code == "cron-never" ? Severity.Warning : Severity.Error, schedule.Id, null,
               $"Schedule '{schedule.Id}': {Sentence.Both(refusal.Sentence, refusal.SentenceZh ?? refusal.Sentence)}",
               "Correct it; the page of schedules shows the next runs of an expression.",
               ChineseFindings.Book) { File = part.Path },
    ];
}
