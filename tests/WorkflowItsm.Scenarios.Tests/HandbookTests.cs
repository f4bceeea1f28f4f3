using System.Text;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Handbook;
using WorkflowItsm.Itsm.Schedules;

namespace WorkflowItsm.Scenarios.Tests;

/// <summary>Which clause is kept by what, in the shipped bundles and in planted ones.</summary>
public sealed class HandbookTests
{
    private static readonly ClauseIndex s_shipped = ClauseIndex.Of(ShippedRelease.Release);

    [Fact]
    public void Every_clause_that_a_shipped_definition_names_is_in_the_handbook() => Assert.Empty(s_shipped.Unknown);

    [Fact]
    public void A_clause_lists_elements_decisions_rows_clocks_schedules_teams_and_scenarios()
    {
        Assert.Superset(
            new HashSet<string> { "Process incident", "Element Task_accept", "Element Task_work", "Clock response", "Clock resolution", "Decision escalate", "Scenario " },
            Mentions("H4.1.2").ToHashSet());
        Assert.Contains("Row team-project", Mentions("H5.3.1"));
        Assert.Contains("Schedule quarterly-review", Mentions("H7.1"));
        Assert.Equal(["Team service-desk"], Mentions("H5.1"));
    }

    [Theory]
    [InlineData("H4.1", Enforcement.Full)]
    [InlineData("H4.2", Enforcement.Nothing)]
    [InlineData("H4", Enforcement.Partly)]
    [InlineData("H7", Enforcement.Partly)]
    [InlineData("H7.1", Enforcement.Full)]
    [InlineData("H5", Enforcement.Partly)]
    [InlineData("H5.1", Enforcement.Partly)]
    [InlineData("H5.1.1", Enforcement.Full)]
    [InlineData("H5.1.2", Enforcement.Nothing)]
    public void A_clause_is_kept_by_what_names_it_and_a_heading_by_all_below_it(string clause, Enforcement enforcement) =>
        Assert.Equal(enforcement, Entry(clause).Enforcement);

    [Fact]
    public void A_row_is_called_by_its_annotation_in_both_languages()
    {
        var row = Entry("H5.3.1").Mentions.Items.Single(mention => mention.ElementId == "team-project");
        Assert.Equal(("Team, row 1: Design and delivery of new projects", "处理团队 第 1 行：新项目的技术方案与交付"), (row.Words.En, row.Words.Zh));
    }

    [Fact]
    public void A_scenario_shows_a_clause_and_does_not_enforce_it()
    {
        var release = Release(
            ("handbook", "handbook.json", """{"title":{"en":"H","zh":"手"},"clauses":[{"id":"H1","en":"One","zh":"一"}]}"""),
            ("b", "scenarios/s.json", """{"name":{"en":"S","zh":"景"},"process":"p","clauses":["H1"],"steps":[]}"""));
        var entry = Assert.Single(ClauseIndex.Of(release).Entries);
        Assert.Equal((1, Enforcement.Nothing), (entry.Mentions.Count, entry.Enforcement));
    }

    [Fact]
    public void Naming_a_clause_that_is_not_there_is_a_warning_at_the_element()
    {
        var release = Release(
            ("handbook", "handbook.json", """{"title":{"en":"H","zh":"手"},"clauses":[{"id":"H1","en":"One","zh":"一"}]}"""),
            ("b", "teams.json", """{"mailDomain":"x","teams":[{"id":"t","name":{"en":"Team","zh":"队"},"mail":"a@x","leadMail":"b@x","clauses":["H9"]}]}"""));
        var finding = Assert.Single(ShippedRelease.Reader.Check(release, Engine.Definitions.Release.Empty));
        Assert.Equal(
            ("no-such-clause", Severity.Warning, "teams.json", "t", "Team names the clause 'H9', but the handbook has none with that number."),
            (finding.Finding.Code, finding.Finding.Severity, finding.Finding.File, finding.Finding.ElementId, finding.Finding.Message));
    }

    [Fact]
    public void Clauses_that_are_numbered_twice_or_out_of_order_are_errors()
    {
        var (part, findings) = new HandbookReader().Read("handbook.json", Encoding.UTF8.GetBytes(
            """{"title":{"en":"H","zh":"手"},"clauses":[{"id":"H1","en":"One","zh":"一","clauses":[{"id":"H2.1","en":"x","zh":"y"},{"id":"H2.1","en":"x","zh":"y"}]}]}"""));
        Assert.Null(part);
        Assert.Equal(["clause-id", "clause-id", "clause-id-twice"], findings.Items.Select(finding => finding.Code));
        Assert.Equal("Clause 'H2.1' stands below 'H1'; expected a number that goes on from there.", findings[0].Message);
    }

    [Theory]
    [InlineData("2026-10-01T09:00:00+08:00", "2026-07-01", "2026-09-30", "2026 Q3")]
    [InlineData("2027-01-01T09:00:00+08:00", "2026-10-01", "2026-12-31", "2026 Q4")]
    [InlineData("2026-11-25T23:00:00+08:00", "2026-07-01", "2026-09-30", "2026 Q3")]
    public void The_quarterly_review_looks_at_the_quarter_before(string run, string from, string to, string quarter)
    {
        var schedule = ShippedRelease.Release.Parts<SchedulesPart>().Single().Schedules.Items.Single();
        var fields = schedule.FieldsAt(DateTimeOffset.Parse(run, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((from, to), (fields["period_start"].ToText(), fields["period_end"].ToText()));
        Assert.EndsWith(quarter, fields["short_description"].ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_with_mistakes_names_them_all()
    {
        var (part, findings) = new SchedulesReader().Read("schedules.json", Encoding.UTF8.GetBytes(
            """{"schedules":[{"id":"s","name":{"en":"S"},"cron":"0 0 9 * * ?","timeZone":"UTC","process":"p","misfire":"always","fields":{"a":1,"b":"date(runn)"}}]}"""));
        Assert.Null(part);
        Assert.Equal(["json-words", "schedule-fields", "feel-unknown-name", "json-choice"], findings.Items.Select(finding => finding.Code));
    }

    [Fact]
    public void A_schedule_that_starts_nothing_or_is_declared_twice_is_an_error()
    {
        const string Schedule = """{"schedules":[{"id":"s","name":{"en":"S","zh":"日"},"cron":"0 0 9 * * ?","timeZone":"UTC","process":"p"}]}""";
        var findings = ShippedRelease.Reader.Check(Release(("a", "schedules.json", Schedule), ("b", "schedules.json", Schedule)), Engine.Definitions.Release.Empty);
        Assert.Equal(["schedule-id-twice", "no-such-process", "schedule-id-twice", "no-such-process"], findings.Items.Select(finding => finding.Finding.Code));
        Assert.Equal("Schedule 's' starts the process 'p', but none with that id is published.", findings[1].Finding.Message);
    }

    private static ClauseEntry Entry(string clause) => s_shipped.Entries.Items.Single(entry => entry.Clause.Id == clause);

    private static IEnumerable<string> Mentions(string clause) => Entry(clause).Mentions.Items.Select(mention => $"{mention.Kind} {mention.ElementId}");

    private static Release Release(params (string Bundle, string Path, string Text)[] files) => new(1, files.Select(file =>
    {
        var (bundle, findings) = ShippedRelease.Reader.Read(file.Bundle, 1, [new BundleFile(file.Path, Encoding.UTF8.GetBytes(file.Text))]);
        Assert.Empty(findings);
        return bundle!;
    }));
}
