using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.Playing;

/// <summary>One process instance on the stage, with all that happened in it.</summary>
internal sealed class Instance(ProcessModel model)
{
    public ProcessModel Model { get; } = model;

    public InstanceState State { get; private set; } = InstanceState.Initial;

    public List<EngineEvent> Events { get; } = [];

    /// <summary>Why it could not be started; null when it could.</summary>
    public Refusal? Unstarted { get; set; }

    public bool Runs => State is { Started: true, Ended: false };

    /// <summary>What could not go on, resolved or not.</summary>
    public IEnumerable<Incident> Incidents => Events.OfType<EngineEvent.IncidentRaised>().Select(raised => raised.Incident);

    /// <summary>The waits of a kind, oldest first.</summary>
    public IEnumerable<T> Waits<T>()
        where T : Wait => Runs ? State.Waits.OfType<T>().OrderBy(wait => wait.Id) : [];

    /// <summary>Takes what was decided; that folding the events gives the same state is checked at every step.</summary>
    public void Take(Verdict.Accepted accepted)
    {
        var folded = accepted.Events.Items.Aggregate(State, ProcessEngine.Evolve);
        if (!folded.Equals(accepted.State)) throw new InvalidOperationException($"Folding the events of {Model.Id} gives another state than was decided.");
        Events.AddRange(accepted.Events);
        State = accepted.State;
    }

    /// <summary>The present value of a variable as it is seen from a scope; null when nobody has it.</summary>
    public FeelValue Variable(string name, int scopeId)
    {
        for (var scope = Scope(scopeId); scope is not null; scope = scope.ParentId is { } parent ? Scope(parent) : null)
            if (scope.Variables.TryGet(name, out var value))
                return value;
        return FeelValue.Null;
    }

    private ScopeState? Scope(int id) => State.Scopes.FirstOrDefault(scope => scope.Id == id);
}
