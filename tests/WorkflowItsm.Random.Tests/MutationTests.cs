using WorkflowItsm.Engine;
using WorkflowItsm.Random.Tests.Comparing;

namespace WorkflowItsm.Random.Tests;

/// <summary>The comparison notices a broken engine: each deliberate mistake differs within the everyday number of cases.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    public static TheoryData<string> Mistakes() => [.. Enum.GetNames<Mutation>().Where(name => name != nameof(Mutation.None))];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_broken_engine_is_caught(string mistake)
    {
        var mutation = Enum.Parse<Mutation>(mistake);
        var game = new Game((context, state, command) => ProcessEngine.Decide(context with { Mutation = mutation }, state, command), holdLaws: false);
        var found = Search.FirstCase(RandomTests.Everyday, RandomTests.EverydaySeed, game);
        Assert.True(found is not null, $"{mistake} differs in none of {RandomTests.Everyday} cases.");
        Assert.Null(Game.Engine.Differs(found.Value.Case));
        output.WriteLine($"{mistake} is caught by case {found.Value.Stream + 1}.");
    }
}
