using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>
/// The smallest core that uses everything the runtime offers: numbers, personal data, due rows, effects, pinned
/// releases.
/// </summary>
internal sealed class CounterCore : ICaseCore
{
    public string Kind => "ticket";

    public FactCodec Codec { get; } = new(
    [
        FactKind.Of<Happened.Opened>(100, "opened", 1,
            (writer, fact) =>
            {
                writer.Text(fact.Number);
                writer.Int(fact.Release);
                writer.PersonalValue(FeelValue.Context(fact.Fields));
            },
            reader => new Happened.Opened(reader.Text(), reader.Int(), Fields(reader.PersonalValue()))),
        FactKind.Of<Happened.Added>(101, "added", 1,
            (writer, fact) =>
            {
                writer.Int(fact.By);
                writer.Bool(!fact.Note.IsNull);
                if (!fact.Note.IsNull) writer.PersonalValue(fact.Note);
            },
            reader => new Happened.Added(reader.Int(), reader.Bool() ? reader.PersonalValue() : FeelValue.Null)),
        FactKind.Of<Happened.Reminded>(102, "reminded", 1,
            (writer, fact) =>
            {
                writer.Text(fact.Key);
                writer.Bool(fact.At is not null);
                if (fact.At is { } at) writer.Time(at);
            },
            reader => new Happened.Reminded(reader.Text(), reader.Bool() ? reader.Time() : null)),
        FactKind.Of<Happened.Heard>(103, "heard", 1, (writer, fact) => writer.Text(fact.Text), reader => new Happened.Heard(reader.Text())),
    ]);

    public StateCodec? StateCodec { get; } = WorkflowItsm.Engine.Recording.StateCodec.Of<Counter>(
        1,
        (writer, counter) =>
        {
            writer.Text(counter.Id);
            writer.TextOrNull(counter.Number);
            writer.IntOrNull(counter.Release);
            writer.PersonalValue(FeelValue.Context(counter.Fields));
            writer.Int(counter.Total);
            writer.List(counter.Due, (w, row) =>
            {
                w.Text(row.Key);
                w.Time(row.At);
            });
            writer.List(counter.Log, (w, line) => w.PersonalValue(line));
        },
        reader => new(reader.Text())
        {
            Number = reader.TextOrNull(),
            Release = reader.IntOrNull(),
            Fields = Fields(reader.PersonalValue()),
            Total = reader.Int(),
            Due = reader.List(r => new DueRow(r.Text(), r.Time())),
            Log = reader.List(r => r.PersonalValue().ToText()),
        });

    public CaseState Initial(string caseId) => new Counter(caseId);

    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header)
    {
        var counter = (Counter)state;
        return (Ask)command switch
        {
            Ask.Open open => Accept(counter, header, [new Happened.Opened(header.Number!, release.Number, open.Fields)]),
            Ask.Add add => Accept(counter, header, [new Happened.Added(add.By, add.Note)]),
            Ask.Remind remind => Accept(counter, header, [new Happened.Reminded(remind.Key, remind.At)]),
            Ask.Fire fire => counter.Due.Items.Any(row => row.Key == fire.Key && row.At <= header.Time)
                ? Fire(counter, header, fire.Key)
                : Refuse("not-due", $"Nothing named '{fire.Key}' is due."),
            Ask.Emit emit => Accept(counter, header, [new Happened.Added(1, FeelValue.Null)], emit.Effect),
            Ask.Hear hear => Accept(counter, header, [new Happened.Heard(hear.Text)]),
            Ask.Nothing => Accept(counter, header, []),
            Ask.Forbidden => Refuse("forbidden", "That may not be."),
            Ask.Boom => throw new InvalidOperationException("The core has a bug."),
        };
    }

    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header)
    {
        var counter = (Counter)state;
        return (Happened)fact switch
        {
            Happened.Opened opened => counter with { Number = opened.Number, Release = opened.Release, Fields = opened.Fields },
            Happened.Added { Note.IsNull: true } added => counter with { Total = counter.Total + added.By },
            Happened.Added added => counter with
            {
                Total = counter.Total + added.By,
                Log = counter.Log.Add($"{header.Actor}: {added.Note.ToText()}"),
            },
            Happened.Reminded reminded => counter with { Due = Due(counter.Due.RemoveAll(row => row.Key == reminded.Key), reminded) },
            Happened.Heard heard => counter with { Log = counter.Log.Add(heard.Text) },
        };
    }

    public int? ReleaseOf(CaseState state) => ((Counter)state).Release;

    public CaseRows Rows(CaseState state)
    {
        var counter = (Counter)state;
        var search = counter.Number is { } number
            ? new SearchRow("counter", number, counter.Total < 1000, counter.Fields.With("total", counter.Total))
            : null;
        return new(search, counter.Total is > 0 and < 1000 ? [new TaskRow(1, "Task_add", "team", null)] : [], counter.Due);
    }

    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => command is Ask.Open ? "CNT" : null;

    public CaseCommand Due(string key) => new Ask.Fire(key);

    public CaseCommand? Receive(Effect effect) => effect.Kind switch
    {
        EffectKinds.Deliver => new Ask.Hear($"delivered {effect.Payload["name"].ToText()}"),
        EffectKinds.StartCase => new Ask.Hear("started"),
        _ => null,
    };

    public CaseCommand Answer(int waitId, JobAnswer answer) => new Ask.Hear(answer switch
    {
        JobAnswer.Completed done => $"{waitId} answered {FeelValue.Context(done.Result)}",
        JobAnswer.Failed failed => $"{waitId} failed: {failed.Sentence}",
        JobAnswer.Error error => $"{waitId} threw {error.Code}: {error.Sentence}",
    });

    private static ValueList<DueRow> Due(ValueList<DueRow> rest, Happened.Reminded reminded) =>
        reminded.At is { } at ? rest.Add(new(reminded.Key, at)) : rest;

    private static FeelContext Fields(FeelValue value) => value.TryGetContext(out var fields) ? fields : FeelContext.Empty;

    private CaseVerdict.Accepted Fire(Counter counter, CommandHeader header, string key) => Accept(
        counter,
        header,
        [new Happened.Reminded(key, null), new Happened.Heard($"fired {key}")],
        new Effect("note", key, FeelContext.Empty));

    private CaseVerdict.Accepted Accept(
        Counter counter, CommandHeader header, ValueList<CaseFact> facts, params ReadOnlySpan<Effect> effects)
    {
        var heard = new FactHeader(header.Time, header.Actor.Name);
        var after = facts.Items.Aggregate((CaseState)counter, (state, fact) => Evolve(state, fact, heard));
        return new(facts, ValueList.Create(effects), after);
    }

    private static CaseVerdict.Refused Refuse(string code, string sentence) => new(new Refusal(code, sentence));
}
