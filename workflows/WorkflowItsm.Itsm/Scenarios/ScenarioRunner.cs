using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Itsm.Scenarios;

/// <summary>
/// Runs a scenario on virtual time: what falls due between two steps falls due in order, at its own time. Pure;
/// effects are recorded, never done.
/// </summary>
public sealed class ScenarioRunner
{
    private const string ConversationKey = "scenario";
    private static readonly DateTimeOffset Begin = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private readonly ICaseCore _core;
    private readonly Release _release;
    private readonly Scenario _scenario;
    private readonly List<string> _failures = [];
    private readonly List<(FactHeader Header, CaseFact Fact)> _history = [];
    private CaseState _state;
    private DateTimeOffset _now = Begin;
    private int _step;

    private ScenarioRunner(Scenario scenario, Release release, ICaseCore core)
    {
        (_scenario, _release, _core) = (scenario, release, core);
        _state = core.Initial("scenario");
    }

    /// <summary>Runs a scenario.</summary>
    /// <param name="scenario">The story.</param>
    /// <param name="release">The definitions it runs under.</param>
    /// <param name="core">The core; tests pass one that also checks its laws.</param>
    public static ScenarioResult Run(Scenario scenario, Release release, ICaseCore core)
    {
        var runner = new ScenarioRunner(scenario, release, core);
        foreach (var step in scenario.Steps) runner.Do(step);
        return new(runner._failures.ToValueList(), runner._history.ToValueList());
    }

    private TicketState Ticket => (TicketState)_state;

    private void Do(ScenarioStep step)
    {
        _step++;
        var told = _history.Count;
        PassTime(_now + step.After);
        if (step.Does is { } action && CommandFor(action) is { } command)
        {
            switch (Decide(command, step.Actor))
            {
                case CaseVerdict.Refused refused when step.Refused != refused.Refusal.Code:
                    Fail(step.Refused is { } expected
                        ? $"was refused as '{refused.Refusal.Code}', expected '{expected}': {refused.Refusal.Sentence}"
                        : $"was refused: {refused.Refusal.Sentence}");
                    break;
                case CaseVerdict.Accepted when step.Refused is { } code:
                    Fail($"was accepted, expected the refusal '{code}'");
                    break;
            }
        }

        Check(step.Then, _history.Skip(told).Select(line => line.Fact).OfType<TicketFact.Told>());
    }

    private void PassTime(DateTimeOffset until)
    {
        while (_core.Rows(_state).Due.Items.Where(row => row.At <= until).OrderBy(row => row.At).ThenBy(row => row.Key, StringComparer.Ordinal).FirstOrDefault() is { } due)
        {
            _now = due.At > _now ? due.At : _now;
            if (Decide(_core.Due(due.Key), Actor.System) is CaseVerdict.Refused refused)
            {
                Fail($"'{due.Key}' was due and refused: {refused.Refusal.Sentence}");
                break;
            }
        }

        _now = until;
    }

    private CaseVerdict Decide(CaseCommand command, Actor actor)
    {
        var number = _core.NumberPrefix(_release, _state, command) is { } prefix ? prefix + "0000001" : null;
        var header = new CommandHeader(_now, actor) { CaseId = "scenario", Number = number };
        var verdict = _core.Decide(_release, _state, command, header);
        if (verdict is CaseVerdict.Accepted accepted)
        {
            var factHeader = new FactHeader(_now, actor.Name);
            _history.AddRange(accepted.Facts.Items.Select(fact => (factHeader, fact)));
            _state = accepted.State;
        }

        return verdict;
    }

    private TicketCommand? CommandFor(ScenarioAction action)
    {
        switch (action)
        {
            case ScenarioAction.Open open:
                return new TicketCommand.Open(_scenario.Process, null, open.Fields);
            case ScenarioAction.Update update:
                return new TicketCommand.Update(update.Fields, update.State, update.Comment, update.WorkNote);
            case ScenarioAction.Complete complete:
                if (Ticket.Instance.Waits.OfType<Wait.Task>().FirstOrDefault(task => task.ElementId == complete.ElementId) is { } wait)
                    return new TicketCommand.Complete(wait.Id, complete.Outcome, complete.Fields);
                Fail($"completes '{complete.ElementId}', but no such task is open; open: {string.Join(", ", Tasks())}");
                return null;
            case ScenarioAction.Message message when Ticket.IsOpened:
                return new TicketCommand.Deliver(message.Name, ConversationKey, message.Payload);
            case ScenarioAction.Message message:
                var start = _release.FindProcess(_scenario.Process)?.NodesOf(_scenario.Process).Items.OfType<FlowNode.StartEvent>()
                    .FirstOrDefault(start => start.Trigger is EventTrigger.Message trigger && trigger.MessageName == message.Name);
                if (start is not null) return new TicketCommand.Open(_scenario.Process, start.Id, message.Payload) { ConversationKey = ConversationKey };
                Fail($"sends the message '{message.Name}', but the process has no start event for it");
                return null;
        }

        return null;
    }

    private void Check(Expectations then, IEnumerable<TicketFact.Told> told)
    {
        foreach (var (name, expected) in then.Fields)
            if (Ticket[name] != expected) Fail($"left '{name}' as {Ticket[name]}, expected {expected}");
        if (then.Tasks is { } tasks && !tasks.Items.Order(StringComparer.Ordinal).SequenceEqual(Tasks()))
            Fail($"left the tasks {string.Join(", ", Tasks())} open, expected {string.Join(", ", tasks)}");
        foreach (var (clock, expected) in then.Clocks)
            if (!Does(clock).Contains(expected)) Fail($"left the clock '{clock}' {string.Join(" and ", Does(clock))}, expected {expected}");
        var people = told.Select(line => $"{line.Audience}:{line.Template}").ToArray();
        if (then.Told is { } audience && !audience.Items.SequenceEqual(people))
            Fail($"told [{string.Join(", ", people)}], expected [{string.Join(", ", audience)}]");
        if (then.Archived is { } archived && Ticket.IsArchived != archived) Fail(archived ? "did not archive the ticket" : "archived the ticket");
    }

    private string[] Tasks() => [.. Ticket.Instance.Waits.OfType<Wait.Task>().Select(task => task.ElementId).Order(StringComparer.Ordinal)];

    private string[] Does(string id) => Ticket.Clocks.Items.FirstOrDefault(clock => clock.Id == id) switch
    {
        null => ["absent"],
        { } clock => [clock.StoppedAt is not null ? "stopped" : clock.IsPaused ? "paused" : "running", clock.IsBreached ? "breached" : "in time"],
    };

    private void Fail(string what) => _failures.Add($"{_scenario.Path}, step {_step} {what}{(what[^1] == '.' ? "" : ".")}");
}

/// <summary>What a scenario run gave.</summary>
/// <param name="Failures">A sentence for each expectation that did not hold; empty when the scenario passed.</param>
/// <param name="History">Everything recorded.</param>
public sealed record ScenarioResult(ValueList<string> Failures, ValueList<(FactHeader Header, CaseFact Fact)> History);
