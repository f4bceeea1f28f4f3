using CsCheck;
using WorkflowItsm.Engine.Folding;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>More tokens than the small table holds.</summary>
public sealed class ManyTests
{
    private static readonly Gen<(int Id, bool Remove, bool Freeze)[]> _changes = Gen.Select(Gen.Int[1, 90], Gen.Bool, Gen.Bool).Array[0, 300];

    [Fact]
    public void Eighty_tasks_side_by_side_are_joined()
    {
        var tasks = string.Concat(Enumerable.Range(0, 80).Select(i => $"""<userTask id="T{i}"/>""" + Flows($"F>T{i}>J")));
        var play = Play.Started($"""<startEvent id="S"/><parallelGateway id="F"/>{tasks}<parallelGateway id="J"/><endEvent id="E"/>""" + Flows("S>F", "J>E"));

        Assert.Equal(80, play.State.Waits.Count());
        for (var i = 0; i < 80; i++) play.Complete($"T{i * 37 % 80}");
        Assert.True(play.State.Ended);
    }

    [Fact]
    public void Eighty_tasks_side_by_side_are_cancelled()
    {
        var tasks = string.Concat(Enumerable.Range(0, 80).Select(i => $"""<userTask id="T{i}"/>""" + Flows($"F>T{i}>E")));
        var play = Play.Started($"""<startEvent id="S"/><parallelGateway id="F"/>{tasks}<endEvent id="E"/>""" + Flows("S>F")).Do(new Command.Cancel("x"));

        Assert.Equal(80, play.Events.Items.Count(happened => happened is EngineEvent.ElementLeft { Canceled: true }));
    }

    /// <summary>A loop of rounds that each can be undone, and what undoes them all.</summary>
    private static string Undoing(int rounds, string activity, string handler) => $"""
        <startEvent id="S"/>{activity}<boundaryEvent id="B" attachedToRef="A"><compensateEventDefinition/></boundaryEvent>{handler}{Undo("B", "H")}
        <userTask id="U"/><intermediateThrowEvent id="X"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="E"/>{Flows("S>A>U>X>E")}
        """.Replace("ROUNDS", rounds.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private const string Rounds = "<multiInstanceLoopCharacteristics><loopCardinality>ROUNDS</loopCardinality></multiInstanceLoopCharacteristics>";

    /// <summary>
    /// The bytes that deciding and folding allocate stand for the work: a table that is copied or walked anew for each of ten thousand completions takes
    /// a hundred times as many for ten times the completions.
    /// </summary>
    [Theory]
    [InlineData($"""<task id="A">{Rounds}</task>""", """<task id="H" isForCompensation="true"/>""")]
    [InlineData($"""<subProcess id="A">{Rounds}<startEvent id="a"/></subProcess>""", """<task id="H" isForCompensation="true"/>""")]
    public void Ten_thousand_completions_are_undone_with_ten_times_the_work_of_a_thousand(string activity, string handler)
    {
        long Work(int rounds)
        {
            var model = Process(Undoing(rounds, activity, handler));
            var context = new ProcessContext(model, _ => null, new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)) { Limits = new(Steps: 100_000, Tokens: 100_000) };
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Assert.IsType<Verdict.Accepted>(ProcessEngine.Decide(context, InstanceState.Initial, new Command.Start(null, Values())));
            Assert.Equal(rounds, started.State.Completions.Count());
            var undone = Assert.IsType<Verdict.Accepted>(ProcessEngine.Decide(context, started.State, new Command.CompleteTask(started.State.Waits.Single().Id, "complete", Values())));
            Assert.True(undone.State.Ended);
            var undoing = undone.Events.Items.OfType<EngineEvent.CompensationBegun>().Select(begun => begun.Id).ToList();
            Assert.Equal(started.State.Completions.Select(completion => completion.Id).Reverse(), undoing);
            Assert.Equal(undone.State, undone.Events.Items.Aggregate(started.State, ProcessEngine.Evolve));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Work(100);
        var (thousand, tenThousand) = (Work(1_000), Work(10_000));
        Assert.True(tenThousand < thousand * 16, $"A thousand took {thousand:N0} bytes, ten thousand {tenThousand:N0}.");
    }

    private static readonly Gen<(int Id, int Scope, int Change)[]> _completions = Gen.Select(Gen.Int[1, 90], Gen.Int[1, 5], Gen.Int[0, 9]).Array[0, 300];

    [Fact]
    public void Completions_are_found_by_their_scope_however_many_there_are() => _completions.Sample(changes =>
    {
        var expected = new SortedDictionary<int, Completion>();
        var draft = new CompletionDraft(default(CompletionTable));
        foreach (var (id, scope, change) in changes)
        {
            if (change == 0) draft = new(draft.Freeze());
            else if (change == 1) draft = new(draft.Freeze().All);
            else if (change < 5 && expected.Remove(id, out var gone)) draft.Remove(gone);
            else draft.Put(expected[id] = new(id, scope, "A", change == 9 ? 100 + id : null, Feel.FeelContext.Empty));

            for (var asked = 0; asked <= 6; asked++)
            {
                List<Completion> inside = [.. expected.Values.Where(completion => completion.ScopeId == asked)];
                Assert.Equal(inside, draft.In(asked));
                Assert.Equal(inside.LastOrDefault(), draft.LastIn(asked));
            }

            Assert.Equal(expected.Values.Any(completion => completion.InnerScopeId == 100 + id), draft.Keeps(100 + id));
            Assert.Equal(expected.Count, draft.Count);
            Assert.Equal(expected.GetValueOrDefault(id), draft.Find(id));
        }
    });

    [Fact]
    public void A_table_holds_what_a_sorted_dictionary_holds_and_what_was_frozen_never_changes() => _changes.Sample(changes =>
    {
        var expected = new SortedDictionary<int, Incident>();
        var builder = new IdTableBuilder<Incident>(default);
        List<(IdTable<Incident> Table, Incident[] Items)> frozen = [];
        foreach (var (id, remove, freeze) in changes)
        {
            if (remove)
            {
                expected.Remove(id);
                builder.Remove(id);
            }
            else
            {
                expected[id] = new(id, null, null, "c", $"{expected.Count}");
                builder.Put(expected[id]);
            }

            Assert.Equal(expected.GetValueOrDefault(id), builder.Find(id));
            Assert.Equal(expected.Count, builder.Count);
            if (freeze) frozen.Add((builder.Freeze(), [.. expected.Values]));
        }

        foreach (var (table, items) in frozen)
        {
            Assert.Equal(items, table);
            var again = new IdTableBuilder<Incident>(default);
            foreach (var item in items.Reverse()) again.Put(item);
            Assert.True(table.Equals(again.Freeze()));
            Assert.All(items, item => Assert.Equal(item, table.Find(item.Id)));
        }
    });
}
