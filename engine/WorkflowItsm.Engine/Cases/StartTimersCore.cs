using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Engine.Running;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Cases;

/// <summary>
/// The one stream of the timers that start processes: a due row for each, fired like every other timer, with the misfire
/// policy that is drawn. Pure; safe to share between threads.
/// </summary>
public sealed class StartTimersCore : ICaseCore
{
    /// <summary>The kind of this stream.</summary>
    public const string KindName = "start-timers";

    /// <summary>The one case of this kind.</summary>
    public const string CaseId = "start-timers";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public FactCodec Codec { get; } = new(StartTimersFactKinds.All());

    /// <inheritdoc/>
    public StateCodec? StateCodec { get; } = Recording.StateCodec.Of<StartTimersState>(
        2,
        (writer, state) => writer.List(state.Timers, StartTimersFactKinds.WriteState),
        reader => StartTimersState.Initial with { Timers = reader.List(StartTimersFactKinds.ReadState) });

    /// <summary>Whether a release has timers that start processes.</summary>
    public static bool HasTimers(Release release) => Beginnings.OfTimers(release).Any();

    /// <inheritdoc/>
    public CaseState Initial(string caseId) => StartTimersState.Initial;

    /// <inheritdoc/>
    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header)
    {
        var timers = (StartTimersState)state;
        return (StartTimersCommand)command switch
        {
            StartTimersCommand.Follow => Follow(release, timers, header.Time),
            StartTimersCommand.Fire fire => Fire(release, timers, fire.Key, header.Time),
        };
    }

    /// <inheritdoc/>
    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) => Fold((StartTimersState)state, (StartTimersFact)fact, header.Time);

    /// <summary>Always null: the timers are those of the newest definitions.</summary>
    public int? ReleaseOf(CaseState state) => null;

    /// <inheritdoc/>
    public CaseRows Rows(CaseState state) => new(null, [], ((StartTimersState)state).Timers.Items
        .Where(timer => timer.DueAt is not null).Select(timer => new DueRow(timer.Key, timer.DueAt!.Value)).ToValueList());

    /// <summary>Always null: the timers are no ticket.</summary>
    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => null;

    /// <inheritdoc/>
    public CaseCommand Due(string key) => new StartTimersCommand.Fire(key);

    /// <summary>Always null: no case tells the timers anything.</summary>
    public CaseCommand? Receive(Effect effect) => null;

    /// <summary>The caller's bug: the timers call no handler.</summary>
    public CaseCommand Answer(int waitId, JobAnswer answer) =>
        throw new ArgumentException($"The timers that start processes call no handler, so there is no job {waitId} to answer.", nameof(waitId));

    /// <summary>A timer whose expression is the same keeps its time: publishing anew neither fires a date again nor begins a cycle anew.</summary>
    private static CaseVerdict.Accepted Follow(Release release, StartTimersState state, DateTimeOffset now)
    {
        var (facts, kept) = (new List<StartTimersFact>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (beginning, part, timer) in Beginnings.OfTimers(release))
        {
            var fresh = Of(beginning, part, timer, now);
            kept.Add(fresh.Key);
            if (state.Find(fresh.Key)?.Basis != fresh.Basis) facts.Add(new StartTimersFact.Set(fresh));
        }

        facts.AddRange(state.Timers.Items.Where(timer => !kept.Contains(timer.Key)).Select(timer => new StartTimersFact.Dropped(timer.Key)));
        return Accept(state, now, facts);
    }

    private static CaseVerdict Fire(Release release, StartTimersState state, string key, DateTimeOffset now)
    {
        if (state.Find(key) is not { DueAt: { } due } timer || due > now)
        {
            return new CaseVerdict.Refused(new("not-due", $"No timer '{key}' that starts a process is due.") { SentenceZh = $"没有到期的流程启动定时器“{key}”。" });
        }

        // The definitions have gone on, and the timers follow in a moment.
        if (Beginnings.OfTimers(release).FirstOrDefault(known => Of(known.Beginning, known.Part, known.Timer, now) is var fresh && fresh.Key == key && fresh.Basis == timer.Basis) is not { Beginning: { } beginning } declared)
            return Accept(state, now, [new StartTimersFact.Dropped(key)]);
        var wait = new Wait.Timer(0, null, 0, timer.ElementId, due, timer.Repeat);
        var late = Lateness.Of(declared.Timer.Misfire, wait, now);
        var rest = Repetition.Parse(timer.Repeat);
        var next = rest?.Interval.NextAfter(late.Round, late.Beyond);
        // Its number counts what fired, not what was missed.
        var repeat = next is null ? null : (late.Fires ? rest!.Following?.ToString() : timer.Repeat);
        if (!late.Fires) return Accept(state, now, [new StartTimersFact.Came(key, null, late.Missed, next, repeat)]);
        var caseId = Beginnings.NewCaseId($"{key}@{due.UtcDateTime:O}", now);
        return Accept(state, now, [new StartTimersFact.Came(key, caseId, late.Missed, next, repeat)], beginning.Open(caseId, "", FeelContext.Empty));
    }

    /// <summary>A date that has passed when it is published, and an expression that gives no moment, are never due.</summary>
    private static StartTimer Of(Beginning beginning, int part, EventTrigger.Timer timer, DateTimeOffset now)
    {
        var value = timer.Expression.Evaluate(FeelContext.Empty, new FeelSession(now));
        var due = Timers.Due(timer.Kind, value, now) is { } found && found.At >= now ? found : ((DateTimeOffset At, Repetition? Following)?)null;
        return new(beginning.Process.Id, beginning.Element.Id, part, $"{timer.Kind}|{timer.Expression.Text}", due?.At.ToUniversalTime(), due?.Following?.ToString());
    }

    private static StartTimersState Fold(StartTimersState state, StartTimersFact fact, DateTimeOffset at) => fact switch
    {
        StartTimersFact.Set set => With(state, set.Timer.Key, set.Timer with { Last = state.Find(set.Timer.Key)?.Last }),
        StartTimersFact.Came came => With(state, came.Key, Came(state.Find(came.Key)!, came, at)),
        StartTimersFact.Dropped dropped => With(state, dropped.Key, null),
    };

    private static StartTimer Came(StartTimer timer, StartTimersFact.Came came, DateTimeOffset at) =>
        timer with { DueAt = came.DueAt, Repeat = came.Repeat, Last = came.CaseId is { } caseId ? new(at, caseId) : timer.Last };

    private static StartTimersState With(StartTimersState state, string key, StartTimer? timer) => state with
    {
        Timers = [.. state.Timers.Items.Where(known => known.Key != key).Concat(timer is null ? [] : [timer]).OrderBy(known => known.Key, StringComparer.Ordinal)],
    };

    private static CaseVerdict.Accepted Accept(StartTimersState state, DateTimeOffset now, IReadOnlyList<StartTimersFact> facts, params Effect[] effects) =>
        new([.. facts], [.. effects], facts.Aggregate(state, (folded, fact) => Fold(folded, fact, now)));
}
