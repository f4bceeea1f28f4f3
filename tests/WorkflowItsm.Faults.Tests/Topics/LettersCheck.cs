using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Faults.Tests.Topics;

/// <summary>
/// Compares what was sent with what a journal says: each letter reached each of those it is for exactly once, or if it was not
/// answered perhaps none of them; each timer began a case at each of its moments, and one only.
/// </summary>
internal sealed class LettersCheck(IReadOnlyCollection<Letter> letters, Logbook log)
{
    /// <summary>The pieces, and then what was undone after each undoing: each piece, and what was reserved before them.</summary>
    private const string Done = """[2, 4, 6] | [] | ["made"] | ["made", "made"] | ["made", "made", "made"] | ["made", "made", "made", "reserved"]""";

    private readonly ILookup<(string Variable, string Text), string> _traces =
        log.Cases.SelectMany(one => one.Texts.Select(trace => (Trace: trace, one.Id))).ToLookup(found => found.Trace, found => found.Id);

    /// <summary>Every disagreement, a sentence each.</summary>
    /// <param name="now">By the clock of what was killed: a timer that was due before is overdue.</param>
    public IReadOnlyList<string> Offences(DateTimeOffset now) =>
        [.. letters.SelectMany(Offence), .. Unasked(), .. log.Cases.SelectMany(Offence), .. TimerOffences(now)];

    private IEnumerable<string> Offence(Letter letter)
    {
        var reached = _traces[(letter.Mail == Mail.Storm ? "warning" : letter.Name, letter.Text)].Count();
        int[] heard = letter.Mail == Mail.Storm ? [.. Listeners().Select(id => _traces[("heard", letter.Text)].Count(one => one == id))] : [];
        int[] times = [reached, .. heard];
        if (times.Max() > 1 || times.Min() != times.Max() || (times.Max() == 0 && letter.Outcome == Outcome.Acknowledged))
        {
            var told = letter.Outcome == Outcome.Acknowledged ? "acknowledged" : "not answered";
            yield return $"{letter}, {told}, came {reached} times{(heard.Length == 0 ? "" : $" and was heard {string.Join(", ", heard)} times")}.";
        }
    }

    private IEnumerable<string> Listeners() => log.Cases.Where(one => one.Begun.Contains("listener")).Select(one => one.Id);

    private IEnumerable<string> Unasked()
    {
        var sent = letters.Select(letter => letter.Text).ToHashSet(StringComparer.Ordinal);
        return _traces.Where(trace => !sent.Contains(trace.Key.Text)).Select(trace => $"'{trace.Key.Text}' is there as {trace.Key.Variable} although nobody sent it.");
    }

    private static IEnumerable<string> Offence(LoggedCase one)
    {
        if (one.Begun.Count != 1) yield return $"The case {one.Id} was begun {one.Begun.Count} times.";
        foreach (var (name, variable) in ((string, string)[])[("storm", "heard"), ("parcel", "parcel"), ("paid", "paid")])
            if (one.Received(name) != one.Values(variable).Count) yield return $"To the case {one.Id} {name} came {one.Received(name)} times, for {one.Values(variable).Count} letters.";
        foreach (var incident in one.Incidents) yield return $"The case {one.Id} stands still: {incident}";
        if (one.Values("paid").Count == 0) yield break;
        if (!one.HasEnded) yield return $"The order {one.Id} is paid and has not ended.";
        else if (string.Join(" | ", one.Values("made").Concat(one.Values("undone"))) is var done && done != Done)
            yield return $"The order {one.Id} has ended with {done}.";
    }

    private List<string> TimerOffences(DateTimeOffset now)
    {
        List<string> offences = [];
        var due = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        var begun = new List<(string Process, string CaseId)>();
        foreach (var fact in log.Timers)
        {
            switch (fact)
            {
                case StartTimersFact.Set set:
                    if (!due.TryAdd(set.Timer.Key, set.Timer.DueAt)) offences.Add($"{set.Timer.Key} was set anew, although it is the same.");
                    break;
                case StartTimersFact.Came came:
                    if (came.CaseId is { } id) begun.Add((came.Key.Split(':', '/')[1], id));
                    if (Wrong(came, due[came.Key]!.Value) is { } wrong) offences.Add(wrong);
                    due[came.Key] = came.DueAt;
                    break;
                case StartTimersFact.Dropped dropped:
                    offences.Add($"{dropped.Key} was dropped.");
                    break;
            }
        }

        offences.AddRange(due.Where(timer => timer.Value is null || timer.Value < now).Select(timer => $"{timer.Key} was due at {timer.Value:O}, and it is {now:O}."));
        foreach (var process in (string[])["tick", "tock"])
        {
            var cases = log.Cases.Where(one => one.Begun.Contains(process)).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
            var told = begun.Where(one => one.Process == process).Select(one => one.CaseId).ToList();
            offences.AddRange(told.Where(id => !cases.Remove(id)).Select(id => $"{process} fired and its case {id} is not there, or it is another round's too."));
            offences.AddRange(cases.Select(id => $"The case {id} of {process} is there, and no round began it."));
        }

        return offences;
    }

    /// <summary>Tick makes good each round that it missed, one after the other; tock goes on in its grid.</summary>
    private static string? Wrong(StartTimersFact.Came came, DateTimeOffset due)
    {
        var (pace, step) = (came.Key.Contains("tick", StringComparison.Ordinal) ? 1 : 2, (came.DueAt - due)?.TotalSeconds ?? 0);
        var isRight = came is { CaseId: not null, Missed: 0 } && (pace == 1 ? step == 1 : step > 0 && step % pace == 0);
        return isRight ? null : $"{came.Key} was due at {due:O} and next at {came.DueAt:O}, with {came.Missed} missed.";
    }
}
