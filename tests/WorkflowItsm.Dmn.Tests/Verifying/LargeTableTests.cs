using System.Diagnostics;

namespace WorkflowItsm.Dmn.Tests.Verifying;

/// <summary>Tables of the size of which Calvanese et al. 2018 report: 1,500 rules and 7 columns, cut so that each input has one rule.</summary>
public sealed class LargeTableTests
{
    private const int Columns = 7;
    private const int Rules = 1_500;

    [Fact]
    public void A_clean_table_has_neither_gaps_nor_overlaps()
    {
        var said = Verify(Partition());
        Assert.Equal((null, 0, 0), (said.Limit, said.Gaps.Count, said.Overlaps.Count));
    }

    [Fact]
    public void A_rule_that_is_missing_is_the_gap()
    {
        var rules = Partition();
        var missing = rules[700];
        rules.RemoveAt(700);
        var said = Verify(rules);
        Assert.Null(said.Limit);
        Assert.Equal(Says(missing), string.Join(" | ", Assert.Single(said.Gaps).Cells.Select(cell => cell.Tests)));
    }

    [Fact]
    public void Rules_that_reach_into_others_are_the_overlaps()
    {
        var rules = Partition();
        for (var i = 0; i < rules.Count; i += 750) rules[i] = [.. rules[i].Select(side => side with { High = side.High + 5 })];
        var said = Verify(rules);
        Assert.Null(said.Limit);
        Assert.NotEmpty(said.Overlaps);
        Assert.All(said.Overlaps, overlap => Assert.Contains(overlap.Rules, rule => (rule - 1) % 750 == 0));
    }

    /// <summary>All numbers from 0 to 1,000 in each column, halved again and again along a column by chance.</summary>
    private static List<Side[]> Partition()
    {
        var random = new Random(7);
        List<Side[]> boxes = [[.. Enumerable.Repeat(new Side(0, 1_000), Columns)]];
        while (boxes.Count < Rules)
        {
            var index = random.Next(boxes.Count);
            var (box, column) = (boxes[index], random.Next(Columns));
            var (low, high) = box[column];
            if (high - low < 2) continue;
            var cut = random.Next(low + 1, high);
            var other = (Side[])box.Clone();
            (box[column], other[column]) = (new(low, cut), new(cut, high));
            boxes.Add(other);
        }

        return boxes;
    }

    private static TableVerification Verify(List<Side[]> rules)
    {
        var inputs = string.Join("; ", Enumerable.Range(0, Columns).Select(i => $"n{i}: number [[0..1000)]"));
        var xml = Some.Table("RULE ORDER", inputs, "x: number", [.. rules.Select((rule, i) => $"{Says(rule)} => {i}")]);
        var clock = Stopwatch.StartNew();
        var model = Some.Model(xml);
        TestContext.Current.TestOutputHelper?.WriteLine($"read and verified in {clock.ElapsedMilliseconds} ms");
        return model.Find("t")!.Verification!;
    }

    private static string Says(Side[] rule) => string.Join(" | ", rule.Select(side => side switch
    {
        (0, 1_000) => "-",
        _ => $"[{side.Low}..{side.High})",
    }));

    private sealed record Side(int Low, int High);
}
