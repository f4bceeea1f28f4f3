using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>
/// How a ticket's facts are written: tags 100–199 are its own, 1–99 the process engine's. A tag keeps its
/// meaning for ever; what people wrote and who they are goes to the personal part.
/// </summary>
internal static class TicketFactKinds
{
    public static FactCodec Codec { get; } = new([.. EngineEventKinds.All(happened => new TicketFact.Process(happened)), .. Own()]);

    private static IEnumerable<FactKind> Own() =>
    [
        FactKind.Of<TicketFact.Opened>(100, "ticket-opened", 1,
            (w, f) =>
            {
                w.Text(f.Table);
                w.Text(f.Number);
                w.Text(f.ProcessId);
                w.Int(f.Release);
                w.TextOrNull(f.ConversationKey);
            },
            r => new TicketFact.Opened(r.Text(), r.Text(), r.Text(), r.Int(), r.TextOrNull())),
        FactKind.Of<TicketFact.Commented>(101, "ticket-commented", 1,
            (w, f) =>
            {
                w.PersonalValue(f.Text);
                w.Bool(f.IsInternal);
            },
            r => new TicketFact.Commented(r.PersonalValue().TryGetString(out var text) ? text : "", r.Bool())),
        FactKind.Of<TicketFact.Stamped>(102, "ticket-stamped", 1,
            (w, f) => w.PersonalValue(FeelValue.Context(f.Stamps)),
            r => new TicketFact.Stamped(r.PersonalValue().TryGetContext(out var stamps) ? stamps : FeelContext.Empty)) with { IsCurrent = false },
        // Who did it can be erased; when it was done stays.
        FactKind.Of<TicketFact.Stamped>(151, "ticket-stamped", 2,
            (w, f) => WriteEntries(w, f.Stamps, name => f.Stamps[name].TryGetString(out _)),
            r => new TicketFact.Stamped(ReadEntries(r).Values)),
        FactKind.Of<TicketFact.ClockStarted>(103, "clock-started", 1,
            (w, f) =>
            {
                w.Text(f.ClockId);
                w.Int(f.Goal.Ticks);
                w.List(f.Thresholds, (x, percent) => x.Int(percent));
            },
            r => new TicketFact.ClockStarted(r.Text(), new TimeSpan(r.Long()), r.List(x => x.Int()))),
        FactKind.Of<TicketFact.ClockPaused>(104, "clock-paused", 1, (w, f) => w.Text(f.ClockId), r => new TicketFact.ClockPaused(r.Text())),
        FactKind.Of<TicketFact.ClockResumed>(105, "clock-resumed", 1, (w, f) => w.Text(f.ClockId), r => new TicketFact.ClockResumed(r.Text())),
        FactKind.Of<TicketFact.ClockStopped>(106, "clock-stopped", 1,
            (w, f) =>
            {
                w.Text(f.ClockId);
                w.Bool(f.IsBreached);
            },
            r => new TicketFact.ClockStopped(r.Text(), r.Bool())),
        FactKind.Of<TicketFact.ClockReached>(107, "clock-reached", 1,
            (w, f) =>
            {
                w.Text(f.ClockId);
                w.Int(f.Percent);
                w.List(f.PassedOver, (x, percent) => x.Int(percent));
            },
            r => new TicketFact.ClockReached(r.Text(), r.Int(), r.List(x => x.Int()))),
        FactKind.Of<TicketFact.EscalationDecided>(108, "escalation-decided", 1,
            (w, f) =>
            {
                w.Text(f.ClockId);
                w.Text(f.DecisionId);
                w.Value(FeelValue.Context(f.Inputs));
                w.List(f.Rules, WriteRule);
                w.Value(f.Result);
                w.List(f.Problems, (x, problem) => x.Text(problem));
            },
            r => new TicketFact.EscalationDecided(r.Text(), r.Text(), ReadContext(r), r.List(ReadRule), r.Value(), r.List(x => x.Text()))) with { IsCurrent = false },
        FactKind.Of<TicketFact.EscalationDecided>(152, "escalation-decided", 2, WriteEscalation, ReadEscalation),
        FactKind.Of<TicketFact.Told>(109, "told", 1,
            (w, f) =>
            {
                w.Text(f.Audience);
                w.PersonalValue(f.Address);
                w.Text(f.Template);
            },
            r => new TicketFact.Told(r.Text(), r.PersonalValue() is { IsNull: false } address ? address.ToText() : null, r.Text())),
        FactKind.Of<TicketFact.Attached>(110, "ticket-attached", 1,
            (w, f) =>
            {
                w.Text(f.File.Id);
                w.PersonalValue(f.File.Name);
                w.Text(f.File.Type);
                w.Int(f.File.Size);
                w.Text(f.File.Sha256);
            },
            r => new TicketFact.Attached(new(r.Text(), r.PersonalValue().TryGetString(out var name) ? name : "", r.Text(), r.Long(), r.Text()))),
    ];

    private static void WriteEscalation(FactWriter writer, TicketFact.EscalationDecided made)
    {
        writer.Text(made.ClockId);
        writer.Text(made.DecisionId);
        WriteEntries(writer, made.Inputs, made.Personal.Items.Contains);
        writer.List(made.Rules, WriteRule);
        WriteEntries(writer, FeelContext.Of(("result", made.Result)), _ => !made.Personal.IsEmpty);
        WriteEntries(writer, FeelContext.Of(("problems", FeelValue.List(made.Problems.Items.Select(problem => (FeelValue)problem)))), _ => !made.Personal.IsEmpty);
    }

    private static TicketFact.EscalationDecided ReadEscalation(FactReader reader)
    {
        // One statement each: a deconstruction within another one would read in another order.
        var (clock, decision) = (reader.Text(), reader.Text());
        var (inputs, personal) = ReadEntries(reader);
        var rules = reader.List(ReadRule);
        var result = ReadEntries(reader).Values["result"];
        var problems = ReadEntries(reader).Values["problems"];
        return new(clock, decision, inputs, rules, result, problems.TryGetList(out var list) ? list.Items.Select(problem => problem.ToText()).ToValueList() : [])
        {
            Personal = personal,
        };
    }

    private static void WriteEntries(FactWriter writer, FeelContext entries, Func<string, bool> isPersonal)
    {
        writer.Int(entries.Count);
        foreach (var (name, value) in entries)
        {
            writer.Text(name);
            writer.Bool(isPersonal(name));
            if (isPersonal(name)) writer.PersonalValue(value);
            else writer.Value(value);
        }
    }

    private static (FeelContext Values, ValueList<string> Personal) ReadEntries(FactReader reader)
    {
        var (values, personal) = (FeelContext.Empty, new List<string>());
        for (var left = reader.Int(); left > 0; left--)
        {
            var (name, apart) = (reader.Text(), reader.Bool());
            values = values.With(name, apart ? reader.PersonalValue() : reader.Value());
            if (apart) personal.Add(name);
        }

        return (values, personal.ToValueList());
    }

    private static void WriteRule(FactWriter writer, RuleHit rule)
    {
        writer.Text(rule.TableId);
        writer.Text(rule.RuleId);
        writer.Int(rule.RuleNumber);
    }

    private static RuleHit ReadRule(FactReader reader) => new(reader.Text(), reader.Text(), reader.Int());

    private static FeelContext ReadContext(FactReader reader) => reader.Value().TryGetContext(out var context) ? context : FeelContext.Empty;
}
