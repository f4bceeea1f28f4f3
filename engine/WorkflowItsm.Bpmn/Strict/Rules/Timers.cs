using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Timers take ISO 8601 (10.5.5).</summary>
internal static class Timers
{
    public static readonly StrictRule[] Rules =
    [
        new("timer-several-times", "10.5.5", "one of date, cycle and duration", "Keep one of them.",
            model => from definition in model.Of("timerEventDefinition")
                     where definition.Parts().Count(part => part.Name.LocalName is "timeDate" or "timeCycle" or "timeDuration") > 1
                     select new Offence(definition, "several times")),
        new("timer-date", "10.5.5", "a date and time of ISO 8601, such as 2026-03-01T08:00:00Z", "Correct the time.", model => Wrong(model, "timeDate", Iso8601.IsDate)),
        new("timer-cycle", "10.5.5", "a recurring interval of ISO 8601, such as R3/PT10M", "Correct the cycle.", model => Wrong(model, "timeCycle", Iso8601.IsCycle)),
        new("timer-duration", "10.5.5", "a duration or an interval of ISO 8601, such as PT30M", "Correct the duration.",
            model => Wrong(model, "timeDuration", text => Iso8601.IsDuration(text) || Iso8601.IsInterval(text))),
    ];

    /// <summary>A text that has to be computed, or the name of data, is not known before it runs.</summary>
    private static IEnumerable<Offence> Wrong(StrictModel model, string kind, Func<string, bool> isRight)
    {
        var names = model.Of(Kinds.ItemAware).SelectMany(data => new[] { data.Text("name"), data.Text("id") }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return from time in model.Of(kind)
               let text = Formal.Body(time)
               where !isRight(text) && (Formal.Cron().IsMatch(text) || !Formal.Computed().IsMatch(text)) && !names.Contains(text)
               select new Offence(time, $"{Names.Of(time)} \"{Words.Short(text)}\"");
    }
}
