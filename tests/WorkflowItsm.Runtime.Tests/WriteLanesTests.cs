using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

/// <summary>Who gets the places of a batch: people first, the engine's own work always some.</summary>
public sealed class WriteLanesTests
{
    [Fact]
    public void Alone_each_lane_fills_what_it_may()
    {
        Assert.Equal("256 people, 0 engine", Taken(Lanes(people: 300, engine: 0), 256));
        Assert.Equal("0 people, 64 engine", Taken(Lanes(people: 0, engine: 300), 256));
    }

    [Fact]
    public void One_person_gets_into_the_next_batch_beside_few_timers() =>
        Assert.Equal("1 people, 16 engine", Taken(Lanes(people: 1, engine: 300), 256));

    [Fact]
    public void A_crowd_of_people_leaves_the_engine_every_third_place()
    {
        var lanes = Lanes(people: 1000, engine: 1000);
        Assert.Equal("171 people, 85 engine", Taken(lanes, 256));
        Assert.Equal("171 people, 85 engine", Taken(lanes, 256));
        Assert.Equal("170 people, 86 engine", Taken(lanes, 256));
    }

    [Fact]
    public void Sixty_four_callers_share_a_batch_with_half_as_many_timers() =>
        Assert.Equal("64 people, 32 engine", Taken(Lanes(people: 64, engine: 300), 256));

    [Fact]
    public void With_one_place_a_batch_both_go_on() =>
        Assert.Equal(["people", "people", "engine", "people", "people", "engine"], Singles(Lanes(people: 100, engine: 100)).Take(6));

    [Fact]
    public async Task Each_lane_keeps_its_order_and_closed_lanes_give_what_they_hold()
    {
        var lanes = Lanes(people: 50, engine: 50);
        lanes.Close();
        List<WriteRequest> taken = [];
        while (await lanes.WaitAsync()) lanes.Take(taken, 1000);

        Assert.False(lanes.TryAdd(Request("late")));
        Assert.False(await lanes.AddAsync(Request("late"), TestContext.Current.CancellationToken));
        foreach (var lane in new[] { "people", "engine" })
            Assert.Equal(Enumerable.Range(0, 50).Select(n => $"{lane} {n}"), taken.Select(Name).Where(name => name.StartsWith(lane, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_waits_is_woken_by_either_lane()
    {
        var lanes = new WriteLanes(10);
        var waiting = lanes.WaitAsync().AsTask();
        await lanes.AddAsync(Request("engine 0"), TestContext.Current.CancellationToken);
        Assert.True(await waiting);
        lanes.Take([], 1);
        waiting = lanes.WaitAsync().AsTask();
        Assert.True(lanes.TryAdd(Request("people 0")));
        Assert.True(await waiting);
        lanes.Take([], 1);
        waiting = lanes.WaitAsync().AsTask();
        lanes.Close();
        Assert.False(await waiting);
    }

    [Fact]
    public async Task A_full_lane_refuses_people_and_lets_the_engine_wait()
    {
        var lanes = Lanes(people: 10, engine: 10, capacity: 10);
        Assert.False(lanes.TryAdd(Request("people 10")));
        var waiting = lanes.AddAsync(Request("engine 10"), TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        lanes.Take([], 5);
        Assert.True(await waiting);
    }

    private static WriteLanes Lanes(int people, int engine, int capacity = 10_000)
    {
        var lanes = new WriteLanes(capacity);
        for (var n = 0; n < people; n++) Assert.True(lanes.TryAdd(Request($"people {n}")));
        for (var n = 0; n < engine; n++) Assert.True(lanes.AddAsync(Request($"engine {n}"), CancellationToken.None).AsTask().IsCompletedSuccessfully);
        return lanes;
    }

    private static string Taken(WriteLanes lanes, int limit)
    {
        List<WriteRequest> batch = [];
        lanes.Take(batch, limit);
        var engine = batch.Count(request => Name(request).StartsWith("engine", StringComparison.Ordinal));
        return $"{batch.Count - engine} people, {engine} engine";
    }

    private static IEnumerable<string> Singles(WriteLanes lanes)
    {
        while (true)
        {
            List<WriteRequest> batch = [];
            lanes.Take(batch, 1);
            yield return Name(batch.Single()).Split(' ')[0];
        }
    }

    private static WriteRequest.Send Request(string name) => new(new("ticket", name, new Ask.Nothing(), Actor.System));

    private static string Name(WriteRequest request) => ((WriteRequest.Send)request).Call.CaseId;
}
