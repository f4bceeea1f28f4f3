using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;
using static WorkflowItsm.Engine.EngineEvent;

namespace WorkflowItsm.Engine;

/// <summary>
/// How the engine's events are written in the journal: tags 1–99, for ever. Who does a task, and what was decided from
/// personal data, is personal data too; the old shapes of those facts (6, 8 and 12) did not keep it apart.
/// </summary>
public static class EngineEventKinds
{
    /// <summary>The table of kinds, for the codec of a core whose cases hold a process instance.</summary>
    /// <param name="wrap">Makes the core's fact of an event; the fact has to be an <see cref="IWrapsFact"/> for writing.</param>
    public static IEnumerable<FactKind> All(Func<EngineEvent, CaseFact> wrap)
    {
        FactKind Kind<T>(int tag, string name, Action<FactWriter, T> write, Func<FactReader, T> read)
            where T : EngineEvent => FactKind.Of(tag, name, 1, write, reader => wrap(read(reader)));

        FactKind Old<T>(int tag, string name, Action<FactWriter, T> write, Func<FactReader, T> read)
            where T : EngineEvent => Kind(tag, name, write, read) with { IsCurrent = false };

        FactKind Second<T>(int tag, string name, Action<FactWriter, T> write, Func<FactReader, T> read)
            where T : EngineEvent => Kind(tag, name, write, read) with { Version = 2 };

        return
        [
            Kind<InstanceStarted>(1, "instance-started",
                (w, e) => { w.Text(e.ProcessId); w.Int(e.RootScopeId); w.TextOrNull(e.StartElementId); w.TextOrNull(e.ConversationKey); },
                r => new(r.Text(), r.Int()) { StartElementId = r.TextOrNull(), ConversationKey = r.TextOrNull() }),
            Kind<ScopeOpened>(2, "scope-opened",
                (w, e) => { w.Int(e.ScopeId); w.Int(e.ParentScopeId); w.Text(e.ElementId); w.IntOrNull(e.HostTokenId); },
                r => new(r.Int(), r.Int(), r.Text(), r.IntOrNull())),
            Kind<ScopeClosed>(3, "scope-closed", (w, e) => w.Int(e.ScopeId), r => new(r.Int())),
            Kind<ElementEntered>(4, "element-entered",
                (w, e) => { w.Int(e.TokenId); w.Int(e.ScopeId); w.Text(e.ElementId); w.TextOrNull(e.FlowId); },
                r => new(r.Int(), r.Int(), r.Text(), r.TextOrNull())),
            Kind<ElementLeft>(5, "element-left",
                (w, e) => { w.Int(e.TokenId); w.Text(e.ElementId); w.Bool(e.Canceled); },
                r => new(r.Int(), r.Text(), r.Bool())),
            Old<WaitOpened>(6, "wait-opened", (w, e) => WriteWait(w, e.Wait), r => new(ReadWait(r))),
            Kind<WaitClosed>(7, "wait-closed", (w, e) => { w.Int(e.WaitId); w.Bool(e.Fulfilled); }, r => new(r.Int(), r.Bool())),
            Old<TaskAssigned>(8, "task-assigned",
                (w, e) => { w.Int(e.WaitId); w.Text(e.ElementId); w.TextOrNull(e.Assignee); },
                r => new(r.Int(), r.Text(), r.TextOrNull())),
            Kind<TaskCompleted>(9, "task-completed",
                (w, e) => { w.Int(e.WaitId); w.Text(e.ElementId); w.Text(e.Outcome); },
                r => new(r.Int(), r.Text(), r.Text())),
            Kind<ActionTaken>(10, "action-taken",
                (w, e) => { w.Int(e.WaitId); w.Text(e.ElementId); w.Text(e.Action); },
                r => new(r.Int(), r.Text(), r.Text())),
            Kind<VariablesSet>(11, "variables-set",
                (w, e) => { w.Int(e.ScopeId); w.TextOrNull(e.ElementId); w.List(e.Variables, WriteVariable); },
                r => new(r.Int(), r.TextOrNull(), r.List(ReadVariable))),
            Old<DecisionMade>(12, "decision-made", WriteDecision, ReadDecision),
            Kind<MessageReceived>(13, "message-received",
                (w, e) => { w.Int(e.WaitId); w.Text(e.ElementId); w.Text(e.Name); w.Text(e.Key); },
                r => new(r.Int(), r.Text(), r.Text(), r.Text())),
            Kind<MessageIgnored>(14, "message-ignored", (w, e) => { w.Text(e.Name); w.Text(e.Key); }, r => new(r.Text(), r.Text())),
            Kind<TimerFired>(15, "timer-fired", (w, e) => { w.Int(e.WaitId); w.Text(e.ElementId); }, r => new(r.Int(), r.Text())),
            Kind<ErrorThrown>(16, "error-thrown",
                (w, e) => { w.Text(e.ElementId); w.TextOrNull(e.Code); w.TextOrNull(e.CaughtBy); },
                r => new(r.Text(), r.TextOrNull(), r.TextOrNull())),
            Kind<StateSet>(17, "state-set", (w, e) => { w.Int(e.State); w.Text(e.ElementId); }, r => new(r.Int(), r.Text())),
            Kind<OverlaySet>(18, "overlay-set",
                (w, e) => { w.Int(e.TokenId); w.Int(e.State); w.Text(e.ElementId); },
                r => new(r.Int(), r.Int(), r.Text())),
            Kind<OverlayLifted>(19, "overlay-lifted", (w, e) => w.Int(e.TokenId), r => new(r.Int())),
            Kind<IncidentRaised>(20, "incident-raised", (w, e) => WriteIncident(w, e.Incident), r => new(ReadIncident(r))),
            Kind<IncidentResolved>(21, "incident-resolved", (w, e) => w.Int(e.IncidentId), r => new(r.Int())),
            Kind<InstanceEnded>(22, "instance-ended", (w, e) => { w.TextOrNull(e.ElementId); w.TextOrNull(e.Reason); }, r => new(r.TextOrNull(), r.TextOrNull())),
            Kind<TimerMissed>(23, "timer-missed",
                (w, e) => { w.Int(e.WaitId); w.Text(e.ElementId); w.Int(e.Rounds); },
                r => new(r.Int(), r.Text(), r.Int())),
            Second<WaitOpened>(31, "wait-opened",
                (w, e) =>
                {
                    WriteWait(w, e.Wait is Wait.Task task ? task with { Assignee = null } : e.Wait);
                    WritePersonal(w, (e.Wait as Wait.Task)?.Assignee);
                },
                r => ReadWait(r) is var wait && ReadPersonal(r) is { } assignee ? new((Wait.Task)wait with { Assignee = assignee }) : new(wait)),
            Second<TaskAssigned>(32, "task-assigned",
                (w, e) => { w.Int(e.WaitId); w.Text(e.ElementId); WritePersonal(w, e.Assignee); },
                r => new(r.Int(), r.Text(), ReadPersonal(r))),
            Second<DecisionMade>(33, "decision-made", WriteDecisionApart, ReadDecisionApart),
            Kind<LoopBegun>(34, "loop-begun",
                (w, e) => { w.Int(e.ScopeId); w.IntOrNull(e.Total); WriteApart(w, e.Personal, FeelValue.List(e.Items)); },
                ReadLoop),
            Kind<RoundBegun>(35, "round-begun",
                (w, e) => { w.Int(e.LoopScopeId); w.Int(e.ScopeId); w.Int(e.Number); },
                r => new(r.Int(), r.Int(), r.Int())),
            Kind<RoundEnded>(36, "round-ended",
                (w, e) => { w.Int(e.LoopScopeId); w.Int(e.Number); w.Bool(e.Completed); WriteApart(w, e.Personal, e.Result); },
                r => new(r.Int(), r.Int(), r.Bool(), ReadApart(r, out var personal)) { Personal = personal }),
            Kind<LoopEnded>(37, "loop-ended", (w, e) => w.Int(e.ScopeId), r => new(r.Int())),
            Kind<ActivityCompleted>(38, "activity-completed",
                (w, e) => { w.Int(e.Id); w.Int(e.ScopeId); w.Text(e.ElementId); w.IntOrNull(e.InnerScopeId); w.List(e.Variables, WriteVariable); },
                r => new(r.Int(), r.Int(), r.Text(), r.IntOrNull(), r.List(ReadVariable))),
            Kind<CompletionsTaken>(39, "completions-taken",
                (w, e) => { w.Int(e.FromScopeId); w.TextOrNull(e.ElementId); w.Bool(e.Deep); w.Int(e.IntoScopeId); },
                r => new(r.Int(), r.TextOrNull(), r.Bool(), r.Int())),
            Kind<CompensationBegun>(40, "compensation-begun",
                (w, e) => { w.Int(e.Id); w.Text(e.ElementId); w.IntOrNull(e.IntoScopeId); },
                r => new(r.Int(), r.Text(), r.IntOrNull())),
            Kind<SignalThrown>(41, "signal-thrown", (w, e) => { w.Text(e.ElementId); w.Text(e.Name); }, r => new(r.Text(), r.Text())),
            Kind<SignalReceived>(42, "signal-received",
                (w, e) => { w.Int(e.WaitId); w.Text(e.ElementId); w.Text(e.Name); },
                r => new(r.Int(), r.Text(), r.Text())),
            Kind<EscalationThrown>(43, "escalation-thrown",
                (w, e) => { w.Text(e.ElementId); w.TextOrNull(e.Code); w.TextOrNull(e.CaughtBy); },
                r => new(r.Text(), r.TextOrNull(), r.TextOrNull())),
            Kind<ConditionChanged>(44, "condition-changed",
                (w, e) => { w.Int(e.WaitId); w.Text(e.ElementId); w.Bool(e.Holds); },
                r => new(r.Int(), r.Text(), r.Bool())),
            Kind<GatewayFired>(45, "gateway-fired", (w, e) => { w.Int(e.TokenId); w.List(e.Flows, (f, flow) => f.Text(flow)); }, r => new(r.Int(), r.List(f => f.Text()))),
            Kind<Intervened>(46, "intervened",
                (w, e) => { w.Text(e.Kind); w.Text(e.ElementId); w.TextOrNull(e.ToElementId); },
                r => new(r.Text(), r.Text(), r.TextOrNull())),
            Kind<AdHocStarted>(47, "ad-hoc-started", (w, e) => { w.Int(e.ScopeId); w.Text(e.ElementId); }, r => new(r.Int(), r.Text())),
        ];
    }

    // Nothing is kept apart where there is nothing: most tasks open for nobody in particular.
    private static void WritePersonal(FactWriter writer, string? text)
    {
        writer.Bool(text is not null);
        if (text is not null) writer.PersonalValue(text);
    }

    private static string? ReadPersonal(FactReader reader) => reader.Bool() && reader.PersonalValue().TryGetString(out var text) ? text : null;

    private static LoopBegun ReadLoop(FactReader reader)
    {
        var (scope, total) = (reader.Int(), reader.IntOrNull());
        _ = ReadApart(reader, out var personal).TryGetList(out var items);
        return new(scope, total, items) { Personal = personal };
    }

    private static void WriteApart(FactWriter writer, bool personal, FeelValue value)
    {
        writer.Bool(personal);
        if (personal) writer.PersonalValue(value);
        else writer.Value(value);
    }

    private static FeelValue ReadApart(FactReader reader, out bool personal)
    {
        personal = reader.Bool();
        return personal ? reader.PersonalValue() : reader.Value();
    }

    private static void WriteVariable(FactWriter writer, Variable variable)
    {
        writer.Text(variable.Name);
        writer.Bool(variable.Personal);
        if (variable.Personal) writer.PersonalValue(variable.Value);
        else writer.Value(variable.Value);
    }

    private static Variable ReadVariable(FactReader reader)
    {
        var (name, personal) = (reader.Text(), reader.Bool());
        return new(name, personal ? reader.PersonalValue() : reader.Value(), personal);
    }

    private static void WriteDecision(FactWriter writer, DecisionMade made)
    {
        writer.TextOrNull(made.ElementId);
        writer.Text(made.DecisionId);
        writer.List(made.Inputs.Select(input => new Variable(input.Key, input.Value, made.Personal.Items.Contains(input.Key))).ToValueList(), WriteVariable);
        writer.List(made.Rules, (w, rule) => { w.Text(rule.TableId); w.Text(rule.RuleId); w.Int(rule.RuleNumber); });
        writer.Value(made.Result);
        writer.List(made.Problems, (w, problem) => w.Text(problem));
    }

    private static DecisionMade ReadDecision(FactReader reader)
    {
        var (element, decision, inputs) = (reader.TextOrNull(), reader.Text(), reader.List(ReadVariable));
        var context = FeelContext.Empty;
        foreach (var input in inputs) context = context.With(input.Name, input.Value);
        return new(element, decision, context, reader.List(r => new RuleHit(r.Text(), r.Text(), r.Int())), reader.Value(), reader.List(r => r.Text()))
        {
            Personal = inputs.Items.Where(input => input.Personal).Select(input => input.Name).ToValueList(),
        };
    }

    private static void WriteDecisionApart(FactWriter writer, DecisionMade made)
    {
        var apart = !made.Personal.IsEmpty;
        WriteDecision(writer, apart ? made with { Result = FeelValue.Null, Problems = [] } : made);
        if (!apart) return;
        writer.PersonalValue(made.Result);
        writer.PersonalValue(FeelValue.List(made.Problems.Items.Select(problem => (FeelValue)problem)));
    }

    private static DecisionMade ReadDecisionApart(FactReader reader)
    {
        var made = ReadDecision(reader);
        if (made.Personal.IsEmpty) return made;
        var result = reader.PersonalValue();
        return made with
        {
            Result = result,
            Problems = reader.PersonalValue().TryGetList(out var problems) ? problems.Items.Select(problem => problem.ToText()).ToValueList() : [],
        };
    }

    internal static void WriteIncident(FactWriter writer, Incident incident)
    {
        writer.Int(incident.Id);
        writer.IntOrNull(incident.TokenId);
        writer.TextOrNull(incident.ElementId);
        writer.Text(incident.Code);
        writer.Text(incident.Sentence);
        writer.Bool(incident.Leaving);
        writer.Bool(incident.HeldTimer is not null);
        if (incident.HeldTimer is { } timer) WriteWait(writer, timer);
    }

    internal static Incident ReadIncident(FactReader reader) => new(reader.Int(), reader.IntOrNull(), reader.TextOrNull(), reader.Text(), reader.Text())
    {
        Leaving = reader.Bool(),
        HeldTimer = reader.Bool() ? (Wait.Timer)ReadWait(reader) : null,
    };

    /// <summary>The kind, to which this is added where the wait is for one of several triggers; its number then follows.</summary>
    private const int WithPart = 100;

    internal static void WriteWait(FactWriter writer, Wait wait)
    {
        var kind = wait switch
        {
            Wait.Task => 1,
            Wait.Timer => 2,
            Wait.Message => 3,
            Wait.Job => 4,
            Wait.Action => 5,
            Wait.Signal => 6,
            Wait.Condition => 7,
        };
        writer.Int(wait.Part == 0 ? kind : kind + WithPart);
        if (wait.Part != 0) writer.Int(wait.Part);
        writer.Int(wait.Id);
        writer.IntOrNull(wait.TokenId);
        writer.Int(wait.ScopeId);
        writer.Text(wait.ElementId);
        if (wait is Wait.Task task)
        {
            writer.TextOrNull(task.CandidateTeam);
            writer.TextOrNull(task.Assignee);
        }
        else if (wait is Wait.Timer timer)
        {
            writer.Time(timer.DueAt);
            writer.TextOrNull(timer.Repeat);
        }
        else if (wait is Wait.Message message)
        {
            writer.Text(message.Name);
            writer.Text(message.Key);
        }
        else if (wait is Wait.Job job)
        {
            writer.Text(job.Handler);
        }
        else if (wait is Wait.Signal signal)
        {
            writer.Text(signal.Name);
        }
        else if (wait is Wait.Condition condition)
        {
            writer.Bool(condition.Holds);
        }
    }

    internal static Wait ReadWait(FactReader reader)
    {
        var kind = reader.Int();
        var part = kind > WithPart ? reader.Int() : 0;
        var (id, token, scope, element) = (reader.Int(), reader.IntOrNull(), reader.Int(), reader.Text());
        Wait wait = (kind > WithPart ? kind - WithPart : kind) switch
        {
            1 => new Wait.Task(id, token, scope, element, reader.TextOrNull(), reader.TextOrNull()),
            2 => new Wait.Timer(id, token, scope, element, reader.Time(), reader.TextOrNull()),
            3 => new Wait.Message(id, token, scope, element, reader.Text(), reader.Text()),
            4 => new Wait.Job(id, token, scope, element, reader.Text()),
            5 => new Wait.Action(id, token, scope, element),
            6 => new Wait.Signal(id, token, scope, element, reader.Text()),
            7 => new Wait.Condition(id, token, scope, element, reader.Bool()),
            _ => throw new InvalidDataException($"The journal holds a wait of kind {kind}, which this release does not know; it knows 1 to 7. Use the release that wrote it, or a newer one."),
        };
        return part == 0 ? wait : wait with { Part = part };
    }
}
