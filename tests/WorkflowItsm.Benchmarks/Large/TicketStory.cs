using System.Globalization;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Benchmarks.Large;

/// <summary>What happens to one ticket: what people do, and between it what its clocks and timers do by themselves.</summary>
internal sealed class TicketStory(string caseId, Actor opener, DateTimeOffset openedAt, TicketCommand open, List<TicketStep> steps)
{
    private static readonly TicketCore _core = new();
    private TicketState? _state;
    private int _step;
    private (DateTimeOffset At, string Key)? _due;

    public string CaseId => caseId;

    public DateTimeOffset OpenedAt => openedAt;

    /// <summary>When something happens next; null when nothing does any more.</summary>
    public DateTimeOffset? NextAt => _state switch
    {
        null => openedAt,
        { IsArchived: true } => null,
        _ when _step < steps.Count && !(_due?.At < steps[_step].At) => steps[_step].At,
        _ => _due?.At,
    };

    /// <summary>The command of <see cref="NextAt"/>.</summary>
    public CaseCall Next(DateTimeOffset at)
    {
        if (_state is null) return new(TicketCore.StreamKind, caseId, open, opener) { IdempotencyKey = "open-" + caseId, RequestDigest = caseId };
        if (_due is { } due && due.At <= at && !(_step < steps.Count && steps[_step].At <= due.At))
            return new(TicketCore.StreamKind, caseId, _core.Due(due.Key), Actor.System)
            {
                IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"due:{caseId}:{due.Key}:{due.At.UtcTicks}"),
            };
        var step = steps[_step++];
        return new(TicketCore.StreamKind, caseId, step.Command, step.Actor);
    }

    /// <summary>What came of it.</summary>
    public void Happened(DateTimeOffset at, TicketState state)
    {
        _state = state;
        var clocks = state.Clocks.Items.Where(clock => clock.NextDue is not null).Select(clock => (At: clock.NextDue!.Value, Key: $"clock:{clock.Id}"));
        var timers = state.Instance.Waits.OfType<Wait.Timer>().Select(timer => (At: timer.DueAt, Key: string.Create(CultureInfo.InvariantCulture, $"timer:{timer.Id}")));
        // What is overdue is due now.
        _due = clocks.Concat(timers).Select(due => (At: due.At < at ? at : due.At, due.Key)).OrderBy(due => due.At).Cast<(DateTimeOffset At, string Key)?>().FirstOrDefault();
    }
}

/// <summary>Something that a person does.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Command">What.</param>
internal sealed record TicketStep(DateTimeOffset At, Actor Actor, TicketCommand Command);
