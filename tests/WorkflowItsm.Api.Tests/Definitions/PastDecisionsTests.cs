using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Definitions;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Dmn;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Api.Tests.Definitions;

public sealed class PastDecisionsTests(RunningHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Decision Priority => host.Services.GetRequiredService<IDefinitions>().Current.FindDecision("priority")!;

    [Fact]
    public async Task A_ticket_gives_back_what_the_priority_table_was_asked_and_answered()
    {
        var number = (await host.OpenAsync("""{"short_description":"Disk full","impact":"1","urgency":"2"}"""))["number"]!.GetValue<string>();

        var past = (await PastAsync(Role.ProcessOwner)).Single(one => one.Number == number);

        Assert.Equal(FeelContext.Of(("impact", 1), ("urgency", 2)), past.Inputs);
        Assert.Equal((FeelValue)2, past.Result);
        Assert.Equal([("priority-table", 2)], past.Rules.Items.Select(rule => (rule.TableId, rule.RuleNumber)));
        Assert.Equal(past.Result, Priority.Evaluate(past.Inputs, new FeelSession(Some.Time)).Value);
    }

    [Fact]
    public async Task The_last_answer_counts_when_a_ticket_was_changed()
    {
        var record = await host.OpenAsync("""{"short_description":"Disk full","impact":"3","urgency":"3"}""");
        await host.SendAsync(Role.Agent, "PATCH", $"/api/now/table/incident/{record["sys_id"]}", """{"impact":"1"}""");

        var past = (await PastAsync(Role.Auditor)).Single(one => one.Number == record["number"]!.GetValue<string>());

        Assert.Equal(((FeelValue)1, (FeelValue)3), (past.Inputs["impact"], past.Result));
    }

    [Fact]
    public async Task No_more_are_given_than_asked_for_and_none_to_a_requester()
    {
        await host.OpenAsync();
        await host.OpenAsync();
        var past = host.Services.GetRequiredService<PastDecisions>();

        Assert.Single(await past.OfAsync(Priority, new("agent", Role.Agent), 1, Stop));
        Assert.Empty(await PastAsync(Role.Requester));
    }

    private Task<IReadOnlyList<PastDecision>> PastAsync(Role role) =>
        host.Services.GetRequiredService<PastDecisions>().OfAsync(Priority, new("someone", role), 100, Stop);
}
