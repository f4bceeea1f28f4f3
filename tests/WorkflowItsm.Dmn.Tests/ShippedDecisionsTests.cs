using System.Text.Json;
using WorkflowItsm.Feel;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Dmn.Tests;

public sealed class ShippedDecisionsTests
{
    private static readonly string _folder = RepositoryRoot.PathOf("rules", "decisions");

    public static TheoryData<string> Files => [.. Directory.GetFiles(_folder, "*.dmn").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_file_reads_without_errors_or_warnings_and_names_its_clauses(string file)
    {
        var read = Read(file);

        Assert.DoesNotContain(read.Findings, finding => finding.Severity != Severity.Information);
        Assert.DoesNotContain(read.Findings, finding => finding.Code != "table-gap");
        Assert.All(read.Model!.Decisions, decision => Assert.NotEmpty(decision.Clauses));
        Assert.All(read.Model!.Decisions, decision => Assert.Contains(" / ", decision.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void The_bundle_says_its_name_in_both_languages()
    {
        using var bundle = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "bundle.json")));

        Assert.Equal("decisions", bundle.RootElement.GetProperty("name").GetString());
        foreach (var text in new[] { "title", "description" })
            foreach (var language in new[] { "en", "zh" })
                Assert.NotEmpty(bundle.RootElement.GetProperty(text).GetProperty(language).GetString()!);
    }

    [Theory]
    [InlineData(1, 1, 1, "紧急")]
    [InlineData(1, 2, 2, "重要")]
    [InlineData(2, 1, 2, "重要")]
    [InlineData(1, 3, 3, "一般")]
    [InlineData(2, 2, 3, "一般")]
    [InlineData(3, 1, 3, "一般")]
    [InlineData(2, 3, 4, "一般")]
    [InlineData(3, 2, 4, "一般")]
    [InlineData(3, 3, 5, "一般")]
    public void Every_impact_and_urgency_end_in_a_priority_and_one_of_three_classes(int impact, int urgency, int priority, string kind)
    {
        (string, FeelValue)[] inputs = [("impact", impact), ("urgency", urgency)];

        Assert.Equal((FeelValue)priority, Decide("classify.dmn", "priority", inputs).Value);
        var outcome = Decide("classify.dmn", "class", inputs);
        Assert.Equal((FeelValue)kind, outcome.Value);
        Assert.Empty(outcome.Problems);
        Assert.Equal(["priority", "class"], outcome.Matched.Select(rule => rule.DecisionId));
    }

    [Fact]
    public void The_priority_table_says_what_may_be_put_in()
    {
        var inputs = Read("classify.dmn").Model!.Find("priority")!.TypedInputs;

        Assert.Equal(
            [
                new DecisionInput("impact", "影响 / Impact", FeelKind.Number, false, [1, 2, 3]),
                new DecisionInput("urgency", "紧急程度 / Urgency", FeelKind.Number, false, [1, 2, 3]),
            ],
            inputs.Items);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_typed_inputs_are_the_inputs(string file) =>
        Assert.All(Read(file).Model!.Decisions, decision => Assert.Equal(decision.Inputs.Items, decision.TypedInputs.Items.Select(input => input.Name)));

    [Theory]
    [InlineData("""{service: "cmdb", severity: "critical", alertname: "TargetDown"}""", """{service: "cmdb", impact: 1, urgency: 1, mapped: true, category: "availability"}""")]
    [InlineData("""{service: "db", severity: "warning", alertname: "DiskFull"}""", """{service: "db", impact: 1, urgency: 2, mapped: true, category: "database"}""")]
    [InlineData("""{service: "web", severity: "info", alertname: "Slow"}""", """{service: "web", impact: 3, urgency: 3, mapped: true, category: "software"}""")]
    [InlineData("""{severity: "critical", alertname: "DiskFull"}""", """{service: "unmapped", impact: 2, urgency: 2, mapped: false, category: "unmapped"}""")]
    [InlineData("""{service: "tea", severity: "critical"}""", """{service: "unmapped", impact: 2, urgency: 2, mapped: false, category: "unmapped"}""")]
    [InlineData("""{service: "db", severity: "odd"}""", """{service: "unmapped", impact: 2, urgency: 2, mapped: false, category: "unmapped"}""")]
    [InlineData("{}", """{service: "unmapped", impact: 2, urgency: 2, mapped: false, category: "unmapped"}""")]
    public void Labels_become_an_incident_and_an_alert_that_fits_no_row_is_visibly_unmapped(string labels, string expected)
    {
        var outcome = Decide("intake.dmn", "intake", ("labels", Some.Value(labels)));

        Assert.Equal(Some.Value(expected), outcome.Value);
        if (!outcome.Value["mapped"].IsTrue) Assert.Contains("Unmapped: ", Assert.Single(outcome.Matched).Annotation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("db", "database", "一般", "operations")]
    [InlineData("web", "software", "紧急", "operations")]
    [InlineData("web", "software", "一般", "service-desk")]
    [InlineData("unmapped", "unmapped", "一般", "service-desk")]
    [InlineData("crm", "project", "重要", "project-office")]
    [InlineData(null, null, "一般", "service-desk")]
    public void A_team_is_found_for_every_incident(string? service, string? category, string kind, string team)
    {
        var outcome = Decide("team.dmn", "team", ("service", service), ("category", category), ("class", kind));

        Assert.Equal((FeelValue)team, outcome.Value);
        Assert.Empty(outcome.Problems);
    }

    [Theory]
    [InlineData("opened", "紧急", "caller:incident-received team:incident-opened lead:incident-opened")]
    [InlineData("opened", "一般", "caller:incident-received team:incident-opened")]
    [InlineData("assigned", "一般", "assignee:incident-assigned")]
    [InlineData("resolved", "重要", "caller:incident-resolved")]
    [InlineData("reopened", "重要", "team:incident-reopened lead:incident-reopened")]
    [InlineData("closed", "一般", "caller:incident-closed")]
    [InlineData("canceled", "一般", "caller:incident-canceled")]
    public void Each_occasion_says_who_is_told_what(string occasion, string kind, string expected) =>
        Assert.Equal(expected, Told(Decide("notify.dmn", "notify", ("occasion", occasion), ("class", kind))));

    [Theory]
    [InlineData("response", 50, "一般", "")]
    [InlineData("response", 50, "紧急", "team:clock-warning")]
    [InlineData("response", 75, "紧急", "team:clock-warning lead:clock-warning")]
    [InlineData("response", 100, "一般", "team:clock-breached lead:clock-breached")]
    [InlineData("resolution", 50, "重要", "assignee:clock-warning")]
    [InlineData("resolution", 75, "一般", "assignee:clock-warning")]
    [InlineData("resolution", 100, "紧急", "assignee:clock-breached lead:clock-breached team:clock-breached")]
    public void Each_threshold_of_a_clock_says_who_is_told(string clock, int percent, string kind, string expected) =>
        Assert.Equal(expected, Told(Decide("escalate.dmn", "escalate", ("clock", clock), ("percent", percent), ("class", kind))));

    [Theory]
    [InlineData(1, "resolve")]
    [InlineData(2, "resolve")]
    [InlineData(3, "resolve")]
    [InlineData(6, "note")]
    public void A_cleared_alert_resolves_what_is_still_open(int state, string action)
    {
        var outcome = Decide("alert-resolved.dmn", "alert-resolved", ("class", "一般"), ("state", state), ("mapped", true));

        Assert.Equal((FeelValue)action, outcome.Value["action"]);
        Assert.Equal(action == "resolve" ? "Solution provided" : FeelValue.Null, outcome.Value["close_code"]);
        Assert.Empty(outcome.Problems);
    }

    private static DmnRead Read(string file) => DmnModel.Read(file, File.ReadAllBytes(Path.Combine(_folder, file)));

    private static DecisionOutcome Decide(string file, string decision, params (string, FeelValue)[] inputs) =>
        Read(file).Model!.Find(decision)!.Evaluate(FeelContext.Of(inputs), Some.Session());

    private static string Told(DecisionOutcome outcome)
    {
        Assert.Empty(outcome.Problems);
        return outcome.Value.TryGetList(out var told) ? string.Join(" ", told.Select(who => $"{who["audience"].ToText()}:{who["template"].ToText()}")) : "";
    }
}
