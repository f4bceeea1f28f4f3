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
