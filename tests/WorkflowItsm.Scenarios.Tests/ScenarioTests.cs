using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Scenarios;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Itsm.Timeline;
using WorkflowItsm.Testing;
using Xunit.Sdk;

namespace WorkflowItsm.Scenarios.Tests;

public sealed class ScenarioTests
{
    public static TheoryData<string> Files => [.. ShippedRelease.Scenarios.Select(scenario => scenario.Path)];

    [Fact]
    public void The_shipped_bundles_have_no_findings_that_refuse_them() =>
        Assert.Empty(ShippedRelease.Findings.Items.Where(finding => finding.Severity == Severity.Error));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_scenario_holds_and_keeps_the_laws(string path)
    {
        var result = Run(path, new LawfulCore(new TicketCore()));
        Assert.True(result.Failures.IsEmpty, string.Join(Environment.NewLine, result.Failures));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_scenario_tells_the_same_timeline(string path)
    {
        var result = Run(path, new TicketCore());
        var lines = TimelineWriter.Lines(result.History, ShippedRelease.Release).Items.Select(line =>
            $"{line.At:yyyy-MM-dd HH:mm:ss} {line.Actor,-8} {line.Kind}\n    {line.En}\n    {line.Zh}");
        Golden.Check(string.Join("\n", lines) + "\n", Path.GetFileNameWithoutExtension(path));
    }

    [Fact]
    public void A_scenario_that_expects_something_else_fails_with_sentences()
    {
        var scenario = ShippedRelease.Scenarios.Single(scenario => scenario.Path == "scenarios/reported-and-resolved.json");
        var first = scenario.Steps[0];
        var wrong = first with { Then = new(FeelContext.Of(("class", "一般")), ["Task_work"], [("response", "paused")], ["lead:nobody"], true) };
        var result = ScenarioRunner.Run(scenario with { Steps = [wrong, first] }, ShippedRelease.Release, new TicketCore());
        Assert.Equal(
            [
                "scenarios/reported-and-resolved.json, step 1 left 'class' as \"紧急\", expected \"一般\".",
                "scenarios/reported-and-resolved.json, step 1 left the tasks Task_accept open, expected Task_work.",
                "scenarios/reported-and-resolved.json, step 1 left the clock 'response' running and in time, expected paused.",
                "scenarios/reported-and-resolved.json, step 1 told [caller:incident-received, team:incident-opened, lead:incident-opened], expected [lead:nobody].",
                "scenarios/reported-and-resolved.json, step 1 did not archive the ticket.",
                "scenarios/reported-and-resolved.json, step 2 was refused: INC0000001 is open already.",
            ],
            result.Failures.Items.Take(6));
    }

    [Fact]
    public void A_core_that_forgets_a_fact_is_caught_by_the_laws()
    {
        var scenario = ShippedRelease.Scenarios.First();
        Assert.ThrowsAny<XunitException>(() => ScenarioRunner.Run(scenario, ShippedRelease.Release, new LawfulCore(new ForgetfulCore())));
    }

    private static ScenarioResult Run(string path, ICaseCore core) =>
        ScenarioRunner.Run(ShippedRelease.Scenarios.Single(scenario => scenario.Path == path), ShippedRelease.Release, core);
}
