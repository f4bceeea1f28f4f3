using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>
/// One command on its way through a ticket: collects facts and effects and keeps the state that folding them
/// gives. Lives for one decision; a refused command leaves nothing behind because the run is dropped.
/// </summary>
internal sealed class TicketRun(Release release, TicketState before, CommandHeader header)
{
    private readonly List<CaseFact> _facts = [];
    private readonly List<Effect> _effects = [];
    private readonly FactHeader _factHeader = new(header.Time, header.Actor.Name);

    public Release Release { get; } = release;

    /// <summary>The ticket as the command found it.</summary>
    public TicketState Before { get; } = before;

    /// <summary>The ticket with everything recorded so far.</summary>
    public TicketState Ticket { get; private set; } = before;

    public CommandHeader Header { get; } = header;

    public Actor Actor => Header.Actor;

    public DateTimeOffset Now => Header.Time;

    public ProcessModel Process => Release.FindProcess(Ticket.ProcessId)
        ?? throw new InvalidOperationException($"Release {Release.Number} holds no process '{Ticket.ProcessId}', under which ticket {Ticket.Number} began.");

    public CaseVerdict Accepted => new CaseVerdict.Accepted(_facts.ToValueList(), _effects.ToValueList(), Ticket);

    /// <summary>Whether the command wrote a public comment.</summary>
    public bool HasComment => _facts.Exists(fact => fact is TicketFact.Commented { IsInternal: false });

    public void Record(TicketFact fact)
    {
        _facts.Add(fact);
        Ticket = TicketFold.Evolve(Ticket, fact, _factHeader);
    }

    public void Add(Effect effect) => _effects.Add(effect);

    /// <summary>Asks the process; null when it accepted.</summary>
    public Refusal? Ask(Command command)
    {
        switch (ProcessEngine.Decide(Context(), Ticket.Instance, command))
        {
            case Verdict.Refused refused:
                return refused.Refusal;
            case Verdict.Accepted accepted:
                foreach (var happened in accepted.Events) Record(new TicketFact.Process(happened));
                foreach (var effect in accepted.Effects) Take(effect);
                break;
        }

        return null;
    }

    /// <summary>Evaluates a condition over the ticket's fields.</summary>
    public FeelValue Evaluate(FeelExpression expression, FeelSession session)
    {
        var slots = new FeelValue[expression.Names.Count];
        for (var i = 0; i < slots.Length; i++) slots[i] = Lookup(expression.Names[i]);
        return expression.Evaluate(slots, session);
    }

    /// <summary>Makes a decision over the ticket's fields and the given names, which hide fields.</summary>
    public Dmn.DecisionOutcome Decide(Dmn.Decision decision, FeelContext given, FeelSession session)
    {
        var inputs = decision.Inputs.Items.Aggregate(FeelContext.Empty, (context, name) => context.With(name, given.TryGet(name, out var value) ? value : Lookup(name)));
        return decision.Evaluate(inputs, session);
    }

    public ProcessContext Context() => TicketContext.Of(Process, Release, Ticket, Now, Actor);

    private FeelValue Lookup(string name) => name == "actor" ? Actor.Name : TicketContext.Field(Ticket, name);

    private void Take(Effect effect)
    {
        if (effect.Kind == EffectKinds.Notify) Notifications.Notifier.Tell(this, effect.Payload["rows"]);
        else if (effect.Kind is EffectKinds.Listen or EffectKinds.Hear or EffectKinds.PassOn or EffectKinds.Signal) Add(effect with { Payload = effect.Payload.With("case", Header.CaseId) });
        else Add(effect);
    }
}
