using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests.Verifying;

public sealed class FindingTests
{
    [Fact]
    public void A_gap_is_told_with_a_witness()
    {
        var finding = Only(Some.Table("UNIQUE", "impact: number [1,2]; urgency: number [1,2,3]", "x: number", "1 | - => 1", "2 | 1 => 2", "2 | 2 => 3"));

        Assert.Equal(("table-gap", Severity.Warning, "t-table"), (finding.Code, finding.Severity, finding.ElementId));
        Assert.Equal("Table 't': for impact = 2, urgency = 3 no rule matches.", finding.Message);
    }

    [Theory]
    [InlineData("n: number", "< 10 => 1 ; > 10 => 2", "Table 't': for n = 10 no rule matches.")]
    [InlineData("n: number", "[1..5] => 1 ; [6..9] => 2", "Table 't': for n = 0 no rule matches.")]
    [InlineData("n: number [[1..9]]", "[1..5] => 1 ; [6..9] => 2", "Table 't': for n = 5.5 no rule matches.")]
    [InlineData("s: string", "\"a\",\"b\" => 1 ; \"c\" => 2", "Table 't': for s = another text no rule matches.")]
    [InlineData("b: boolean", "true => 1", "Table 't': for b = false no rule matches.")]
    public void Gaps_are_found_between_and_beyond_the_literals(string inputs, string rules, string message) =>
        Assert.Equal(message, Only(Some.Table("UNIQUE", inputs, "x: number", rules.Split(" ; "))).Message);

    [Theory]
    [InlineData("< 10 => 1 ; >= 10 => 2")]
    [InlineData("not(1,2) => 1 ; 1,2 => 2")]
    [InlineData("1 => 1 ; < 1 => 2 ; > 1 => 3")]
    public void A_complete_table_without_overlaps_has_no_findings(string rules) =>
        Assert.Empty(Some.Read(Some.Table("UNIQUE", "n: number", "x: number", rules.Split(" ; "))).Findings);

    [Fact]
    public void An_overlap_under_unique_is_an_error_with_its_rules_and_a_witness()
    {
        var read = Some.Read(Some.Table("UNIQUE", "n: number; s: string [\"a\",\"b\"]", "x: number", "< 10 | - => 1", ">= 5 | \"b\" => 2", ">= 10 | \"a\" => 3"));

        var finding = Assert.Single(read.Findings);
        Assert.Equal(("table-overlap", Severity.Error, "r2"), (finding.Code, finding.Severity, finding.ElementId));
        Assert.Equal("Table 't': for n = 5, s = \"b\" rules 1 and 2 both match, under UNIQUE only one may.", finding.Message);
        Assert.Null(read.Model);
    }

    [Fact]
    public void Columns_that_look_at_the_same_thing_only_warn_of_an_overlap()
    {
        var xml = Some.Table("UNIQUE", "n: number; m: number", "x: number", "1 | - => 1", "- | 2 => 2", "not(1) | not(2) => 3")
            .Replace("<text>m</text>", "<text>n + 1</text>", StringComparison.Ordinal);

        Assert.Equal(Severity.Warning, Only(xml).Severity);
    }

    [Fact]
    public void Under_any_only_different_outputs_overlap()
    {
        Assert.Empty(Some.Read(Some.Table("ANY", "n: number", "x: number", "< 10 => 1", "> 5 => 1")).Findings);
        Assert.Equal("Table 't': for n = 7 rules 1 and 2 both match, with different outputs, under ANY they must agree.",
            Only(Some.Table("ANY", "n: number", "x: number", "< 10 => 1", "> 5 => 2")).Message);
    }

    [Fact]
    public void Where_several_may_match_a_gap_is_only_information_and_a_default_fills_it()
    {
        Assert.Equal(Severity.Information, Only(Some.Table("COLLECT", "n: number [1,2]", "x: number", "1 => 1")).Severity);
        Assert.Empty(Some.Read(Some.Table("UNIQUE", "n: number [1,2]", "x: number ? 0", "1 => 1")).Findings);
    }

    [Fact]
    public void A_cell_that_it_cannot_look_into_is_said()
    {
        var finding = Only(Some.Table("UNIQUE", "n: number", "x: number", "1 => 1", "modulo(?, 2) = 0 => 2"));

        Assert.Equal(("cell-not-analysed", Severity.Information), (finding.Code, finding.Severity));
        Assert.Equal("Table 't', rule 2, column 'n': `modulo(?, 2) = 0` does more than compare with constants; "
            + "gaps are sought as if it matched everything, overlaps as if it matched nothing.", finding.Message);
    }

    [Fact]
    public void The_cure_of_a_gap_is_the_rule_that_is_missing()
    {
        Assert.Equal("Add a rule `< 1, (5..6), > 9`, or a default output.",
            Only(Some.Table("UNIQUE", "n: number", "x: number", "[1..5] => 1", "[6..9] => 2")).Cure);
        Assert.Equal("Add a rule `not(\"a\") | false`, or a default output.",
            Only(Some.Table("UNIQUE", "s: string; b: boolean", "x: number", "\"a\" | - => 1", "not(\"a\") | true => 2")).Cure);
    }

    [Fact]
    public void Many_gaps_are_told_by_the_first_and_their_number()
    {
        var inputs = string.Join("; ", Enumerable.Range(0, 17).Select(i => $"b{i}: boolean"));
        var finding = Only(Some.Table("FIRST", inputs, "x: number", string.Join(" | ", Enumerable.Repeat("true", 17)) + " => 1"));

        Assert.EndsWith("no rule matches, nor in 16 more regions.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_rules_that_match_together_are_one_finding()
    {
        var findings = Some.Read(Some.Table("UNIQUE", "n: number", "x: number", "< 10 => 1", "> 0 => 2", "[3..5] => 3")).Findings;

        Assert.Equal(["Table 't': for n = 3 rules 1, 2 and 3 all match, under UNIQUE only one may."], findings.Select(finding => finding.Message));
    }

    [Theory]
    [InlineData("FIRST", "- => 1 ; < 3 => 2", "table-rule-masked", "Table 't', rule 2 never counts: wherever it matches, rule 1 comes before it.")]
    [InlineData("FIRST", "< 3 => 1 ; >= 3 => 2 ; 5 => 3", "table-rule-masked", "Table 't', rule 3 never counts: wherever it matches, rule 2 comes before it.")]
    [InlineData("PRIORITY", "< 3 => 1 ; - => 2", "table-rule-masked", "Table 't', rule 1 never counts: wherever it matches, rule 2 comes before it.")]
    [InlineData("ANY", "- => 1 ; - => 1", "table-rule-duplicate", "Table 't', rule 2 says the same as rule 1.")]
    [InlineData("FIRST", "<= 3 => 1 ; > 3 => 2", "table-hit-policy", "Table 't': no two rules can match together, so FIRST has nothing to choose from.")]
    [InlineData("UNIQUE", "<= 3 => 1 ; > 3 => 2 ; \"three\" => 3", "cell-type", "Table 't', rule 3, column 'n': compares with \"three\", expected a number.")]
    public void What_never_counts_or_never_matches_is_said(string policy, string rules, string code, string message)
    {
        var findings = Some.Read(Some.Table(policy, "n: number", "x: number [3,2,1]", rules.Split(" ; "))).Findings;
        Assert.Equal(message, Assert.Single(findings, finding => finding.Code == code && finding.Message.StartsWith(message, StringComparison.Ordinal)).Message);
    }

    [Fact]
    public void A_value_outside_the_allowed_ones_is_said_at_its_cell()
    {
        var findings = Some.Read(Some.Table("UNIQUE", "s: string [\"high\",\"low\"]", "x: number", "\"high\" => 1", "\"low\" => 2", "\"hihg\" => 3")).Findings;

        Assert.Equal(["cell-not-allowed", "table-rule-never"], findings.Select(finding => finding.Code).Order());
        Assert.Contains("Table 't', rule 3, column 's': compares with \"hihg\", allowed is \"high\",\"low\".", findings.Select(finding => finding.Message));
    }

    private static Finding Only(string xml) => Assert.Single(Some.Read(xml).Findings);
}
