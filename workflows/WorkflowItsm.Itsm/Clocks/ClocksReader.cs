using System.Text.Json;
using System.Xml;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Reading;

namespace WorkflowItsm.Itsm.Clocks;

/// <summary>Reads <c>clocks.json</c> of a bundle.</summary>
public sealed class ClocksReader : IDefinitionReader
{
    /// <inheritdoc/>
    public bool Reads(string path) => path == "clocks.json";

    /// <inheritdoc/>
    public (DefinitionPart? Part, ValueList<Finding> Findings) Read(string path, ReadOnlyMemory<byte> content)
    {
        var json = JsonDefinition.Parse(content);
        if (json.Root is not { } root) return (null, json.Findings);
        var clocks = json.Each(root, "clocks", "clock", clock => ReadClock(json, clock));
        return json.Finish(new ClocksPart(path, clocks));
    }

    /// <inheritdoc/>
    public ValueList<Finding> Check(Bundle bundle, Release release) =>
    [
        .. from part in bundle.Parts.Items.OfType<ClocksPart>()
           from clock in part.Clocks
           from finding in CheckClock(clock, release)
           select finding with { File = part.Path },
    ];

    private static ClockDefinition? ReadClock(JsonDefinition json, JsonElement clock)
    {
        var id = json.Text(clock, "id", "clock");
        Sentence place = $"Clock '{id}'";
        var thresholds = json.Numbers(clock, "thresholds", place);
        if (thresholds.Items.Any(percent => percent is < 1 or > 1000) || !thresholds.Items.SequenceEqual(thresholds.Items.Distinct().Order()))
            json.Error("clock-thresholds", id, $"{place}: 'thresholds' is {thresholds}; expected percentages from 1 to 1000, ascending.", "Write for instance [50, 75, 100].");
        var goal = TimeSpan.Zero;
        var goalText = json.Text(clock, "goal", place);
        try
        {
            goal = XmlConvert.ToTimeSpan(goalText);
        }
        catch (FormatException)
        {
            json.Error("clock-goal", id, $"{place}: 'goal' is '{goalText}'; expected an ISO 8601 duration of days, hours, minutes and seconds.", "Write for instance PT30M or PT2H.");
        }

        if (goalText.Length > 0 && goal <= TimeSpan.Zero && json.Ok)
            json.Error("clock-goal", id, $"{place}: 'goal' is '{goalText}'; expected more than no time at all.", "Write for instance PT30M or PT2H.");
        var misfire = json.Choice(clock, "misfire", place, ("latest", MisfirePolicy.Latest), ("each", MisfirePolicy.Each));
        var start = json.Feel(clock, "start", place, "true");
        var pause = json.Feel(clock, "pause", place, "false");
        var stop = json.Feel(clock, "stop", place, "false");
        if (start is null || pause is null || stop is null) return null;
        return new(id, json.Words(clock, "name", place), json.Text(clock, "table", place), goal, start, pause, stop,
            thresholds, JsonDefinition.TextOrNull(clock, "escalation"), misfire, json.Texts(clock, "clauses", place));
    }

    private static IEnumerable<Finding> CheckClock(ClockDefinition clock, Release release)
    {
        if (clock.Escalation is { } decision && release.FindDecision(decision) is null)
            yield return new("no-such-decision", Severity.Error, clock.Id, null,
                $"Clock '{clock.Id}' asks the decision '{decision}' whom to tell, but no published table has that id or name.",
                "Publish the table first, or name one that exists.", ChineseFindings.Book);
        if (release.Parts<ClocksPart>().SelectMany(part => part.Clocks.Items).Count(other => other.Id == clock.Id) > 1)
            yield return new("clock-id-twice", Severity.Error, clock.Id, null,
                $"The clock id '{clock.Id}' is declared more than once in the published bundles.", "Give each clock an id of its own.", ChineseFindings.Book);
        if (release.Processes.All(process => process.Settings.TicketTable != clock.Table))
            yield return new("no-such-ticket-table", Severity.Warning, clock.Id, null,
                $"Clock '{clock.Id}' runs on tickets of kind '{clock.Table}', but no published process makes such tickets.",
                "Name the table of a process' ticket element.", ChineseFindings.Book);
    }
}
