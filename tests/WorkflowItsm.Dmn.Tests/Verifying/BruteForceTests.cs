using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests.Verifying;

/// <summary>What is said of a table, against asking it for every combination of values.</summary>
public sealed class BruteForceTests
{
    private const int Tables = 2_000;
    private const int Seed = 20_261_125;

    [Fact]
    public void Gaps_overlaps_and_masked_rules_are_exactly_those_of_brute_force()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Tables; i++) Compare(RandomTable.Draw(random, "UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT", "RULE ORDER"));
    }

    [Fact]
    public void Two_versions_differ_exactly_where_their_answers_do()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Tables / 2; i++)
        {
            var table = RandomTable.Draw(random, "FIRST", "PRIORITY", "COLLECT", "RULE ORDER");
            Compare(table, table.Changed(random));
        }
    }

    private static void Compare(RandomTable table)
    {
        // Under a policy that forbids nothing the model exists; what is said of overlaps is the same under each.
        var said = Some.Model(table.Xml(table.Policy is "UNIQUE" or "ANY" ? "COLLECT" : table.Policy)).Find("t")!.Verification!;
        Assert.True(said.Limit is null && said.Opaque.IsEmpty, $"{table}");
        List<FeelContext> cases = [.. table.Cases()];
        var hits = cases.ConvertAll(table.Hits);
        for (var i = 0; i < cases.Count; i++)
        {
            var (one, matching) = (cases[i], hits[i]);
            Assert.True(matching.Count == 0 == said.Gaps.Any(gap => RandomTable.Holds(gap, one)), $"{table}\ngap at {one}");
            Assert.True(matching.Count < 2 || said.Overlaps.Any(overlap => matching.TrueForAll(overlap.Rules.Contains)), $"{table}\nno overlap at {one}");
            Assert.True(said.Overlaps.Where(overlap => RandomTable.Holds(overlap.Region, one)).All(overlap => overlap.Rules.All(matching.Contains)), $"{table}\noverlap at {one}");
        }

        var largest = hits.Where(set => set.Count > 1 && !hits.Exists(other => other.Count > set.Count && set.TrueForAll(other.Contains)))
            .Select(set => string.Join(',', set)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(largest, said.Overlaps.Select(overlap => string.Join(',', overlap.Rules)).Order(StringComparer.Ordinal));
        Assert.All(said.Gaps, gap => Assert.Empty(table.Hits(gap.Example)));
        Assert.All(said.Overlaps, overlap => Assert.Equal(overlap.Rules, table.Hits(overlap.Region.Example)));

        if (table.Policy is not ("FIRST" or "PRIORITY")) return;
        var masked = Enumerable.Range(1, table.Rules.Count).Where(rule => !hits.Exists(set => set.Contains(rule) && Counts(table, set) == rule));
        Assert.True(masked.SequenceEqual(said.Masked.Select(rule => rule.Rule)), $"{table}\nmasked: {string.Join(',', said.Masked.Select(rule => rule.Rule))}");
    }

    private static void Compare(RandomTable before, RandomTable after)
    {
        var (old, now) = (Some.Model(before.Xml(before.Policy)).Find("t")!, Some.Model(after.Xml(after.Policy)).Find("t")!);
        var said = now.DifferenceFrom(old)!;
        Assert.Null(said.Limit);
        foreach (var one in before.Cases(after))
        {
            var differs = Answer(before, old, one) != Answer(after, now, one);
            var told = said.Changes.Where(change => RandomTable.Holds(change.Region, one)).ToList();
            Assert.True(told.Count == (differs ? 1 : 0), $"{before}\nbecomes\n{after}\nat {one} the answers {(differs ? "differ" : "are alike")}, {told.Count} changes say so");
            Assert.All(told, change => Assert.Equal(before.Hits(one), change.BeforeRules));
            Assert.All(told, change => Assert.Equal(after.Hits(one), change.AfterRules));
        }
    }

    private static int Counts(RandomTable table, List<int> hits) =>
        table.Policy == "FIRST" ? hits[0] : hits.OrderBy(rule => "312".IndexOf(table.Outputs[rule - 1], StringComparison.Ordinal)).ThenBy(rule => rule).First();

    /// <summary>COLLECT promises no order.</summary>
    private static string Answer(RandomTable table, Decision decision, FeelContext one)
    {
        var value = decision.Evaluate(one, Some.Session()).Value;
        return table.Policy == "COLLECT" && value.TryGetList(out var items) ? string.Join(',', items.Select(item => item.ToString()).Order(StringComparer.Ordinal)) : value.ToString();
    }
}
