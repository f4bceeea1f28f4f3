using WorkflowItsm.Dmn.Tests.Verifying;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

/// <summary>The value alone is the value of an evaluation.</summary>
public sealed class DecidingTests
{
    private static readonly string[] s_odd = ["null", "1", "\"a\"", "true", "[1]", "[1, 2]", "@\"2026-01-02\"", "1.0", "{a: 1}", "[2..3]"];

    [Fact]
    public void Deciding_gives_what_evaluating_gives()
    {
        var random = new Random(3);
        var decided = 0;
        for (var i = 0; i < 500; i++)
        {
            var table = RandomTable.Draw(random, "UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT");
            if (Some.Read(table.Xml(table.Policy)).Model?.Find("t") is not { } decision) continue;
            foreach (var one in table.Cases().Concat(Odd(table, random)))
            {
                decided++;
                var inputs = decision.Inputs.Select(name => one[name]).ToArray();
                Assert.Equal(decision.Evaluate(one, Some.Session()).Value, decision.Decide(inputs, Some.Session()));
            }
        }

        Assert.True(decided > 10_000, $"{decided} cases");
    }

    [Fact]
    public void A_plain_table_decides_without_memory()
    {
        var decision = Some.Model(Some.Table("FIRST", "n: number; s: string [\"a\",\"b\"]", "x: string", "< 10 | \"a\" => \"low\"", "- | \"b\" => \"other\"", "- | - => \"rest\"")).Find("t")!;
        var session = new FeelSession(default, new(int.MaxValue, 100, long.MaxValue));
        FeelValue[] inputs = [3, "a"];
        Assert.Equal("low", decision.Decide(inputs, session));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) decision.Decide(inputs, session);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    [Fact]
    public void Too_few_values_are_refused_with_the_names_of_the_inputs()
    {
        var decision = Some.Model(Some.Table("FIRST", "n: number; s: string", "x: number", "- | - => 1")).Find("t")!;
        var failure = Assert.Throws<ArgumentException>(() => decision.Decide([1], Some.Session()));
        Assert.StartsWith("The decision 't' takes 2 inputs (n, s), but 1 were given.", failure.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<FeelContext> Odd(RandomTable table, Random random)
    {
        for (var i = 0; i < 10; i++)
            yield return table.Columns.Aggregate(FeelContext.Empty, (one, column) => one.With(column, Some.Value(s_odd[random.Next(s_odd.Length)])));
    }
}
