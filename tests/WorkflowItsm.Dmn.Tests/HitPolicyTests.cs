using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

public sealed class HitPolicyTests
{
    private static readonly string[] _overlapping = ["> 0 => \"b\"", "> 10 => \"a\"", "> 20 => \"c\""];

    [Theory]
    [InlineData("FIRST", "15", "\"b\"", "1")]
    [InlineData("PRIORITY", "15", "\"a\"", "2")]
    [InlineData("PRIORITY", "25", "\"a\"", "2")]
    [InlineData("RULE ORDER", "25", "[\"b\", \"a\", \"c\"]", "1 2 3")]
    [InlineData("OUTPUT ORDER", "25", "[\"a\", \"b\", \"c\"]", "2 1 3")]
    [InlineData("COLLECT", "25", "[\"b\", \"a\", \"c\"]", "1 2 3")]
    [InlineData("COLLECT COUNT", "25", "3", "1 2 3")]
    [InlineData("COLLECT COUNT", "-1", "0", "")]
    [InlineData("COLLECT", "-1", "null", "")]
    public void Each_policy_makes_its_own_of_the_rules_that_match(string policy, string n, string expected, string rules)
    {
        var outcome = Some.Outcome(Some.Table(policy, "n: number", "x: string [\"a\",\"b\",\"c\"]", _overlapping), "t", ("n", Some.Value(n)));

        Assert.Equal(Some.Value(expected), outcome.Value);
        Assert.Equal(rules, string.Join(" ", outcome.Matched.Select(rule => rule.RuleNumber)));
        Assert.Empty(outcome.Problems);
    }

    [Theory]
    [InlineData("SUM", "60")]
    [InlineData("MIN", "10")]
    [InlineData("MAX", "30")]
    public void Collect_folds_numbers_with_its_operator(string operation, string expected)
    {
        var xml = Some.Table($"COLLECT {operation}", "n: number", "x: number", "> 0 => 10", "> 1 => 20", "> 2 => 30");

        Assert.Equal(Some.Value(expected), Some.Outcome(xml, "t", ("n", 3)).Value);
        Assert.Equal(FeelValue.Null, Some.Outcome(xml, "t", ("n", 0)).Value);
    }

    [Fact]
    public void Several_outputs_make_a_context_and_the_first_output_ranks_before_the_second()
    {
        var xml = Some.Table("OUTPUT ORDER", "n: number", "x: string [\"a\",\"b\"]; y: number [2,1]", "> 0 => \"b\" | 1", "> 1 => \"a\" | 1", "> 2 => \"a\" | 2");

        Assert.Equal(Some.Value("[{x: \"a\", y: 2}, {x: \"a\", y: 1}, {x: \"b\", y: 1}]"), Some.Outcome(xml, "t", ("n", 3)).Value);
        Assert.Equal(["x", "y"], Some.Model(xml).Find("t")!.Outputs);
    }

    [Fact]
    public void Under_any_rules_that_agree_count_once()
    {
        var xml = Some.Table("ANY", "n: number", "x: number", "> 0 => 1 + n", "> 10 => n + 1", "> 20 => 0");

        Assert.Equal((FeelValue)12, Some.Outcome(xml, "t", ("n", 11)).Value);
        var outcome = Some.Outcome(xml, "t", ("n", 21));
        Assert.True(outcome.Value.IsNull);
        Assert.Equal(["Table 't': rules 1, 2 and 3 match with different outputs, under ANY they must agree; the result is null."], outcome.Problems);
    }

    [Fact]
    public void Under_unique_a_second_match_is_a_problem_and_not_a_choice()
    {
        var xml = Some.Table("UNIQUE", "n: number; m: number", "x: number", "> 0 | - => 1", "> m | - => 2");
        var outcome = Some.Outcome(xml, "t", ("n", 5), ("m", 3));

        Assert.True(outcome.Value.IsNull);
        Assert.Equal(["Table 't': rules 1 and 2 match, under UNIQUE only one may; the result is null."], outcome.Problems);
        Assert.Equal([1, 2], outcome.Matched.Select(rule => rule.RuleNumber));
        Assert.Equal((FeelValue)1, Some.Outcome(xml, "t", ("n", 2), ("m", 3)).Value);
    }

    [Fact]
    public void What_no_rule_matches_is_null_with_a_sentence_or_the_default()
    {
        var none = Some.Outcome(Some.Table("UNIQUE", "n: number; s: string", "x: number", "1 | \"a\" => 1"), "t", ("n", 2), ("s", "b"));
        Assert.True(none.Value.IsNull);
        Assert.Equal(["Table 't': no rule matches n = 2, s = \"b\"; the result is null."], none.Problems);

        var preset = Some.Outcome(Some.Table("UNIQUE", "n: number", "x: number ? 7; y", "1 => 1 | 2"), "t", ("n", 2));
        Assert.Equal(Some.Value("{x: 7, y: null}"), preset.Value);
        Assert.Empty(preset.Problems);
    }

    [Fact]
    public void A_match_names_its_table_rule_row_and_annotation()
    {
        var outcome = Some.Outcome(Some.Table("FIRST", "n: number", "x: number", "1 => 1", "2 => n * 2 // doubled"), "t", ("n", 2));

        Assert.Equal((FeelValue)4, outcome.Value);
        Assert.Equal([new MatchedRule("t", "t-table", "r2", 2, "doubled")], outcome.Matched);
        Assert.Equal(FeelContext.Of(("n", 2)), outcome.Inputs);
    }

    [Fact]
    public void An_empty_cell_and_a_dash_both_mean_any_value()
    {
        var outcome = Some.Outcome(Some.Table("UNIQUE", "n: number; m: number", "x: number", " | - => 1"), "t", ("n", 2), ("m", FeelValue.Null));

        Assert.Equal((FeelValue)1, outcome.Value);
    }
}
