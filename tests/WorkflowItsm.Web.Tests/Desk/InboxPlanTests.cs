using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Storage.Sqlite;
using WorkflowItsm.Web.Desk.Inbox;

namespace WorkflowItsm.Web.Tests.Desk;

/// <summary>Whatever an inbox can be asked for, nothing reads all tickets of the store.</summary>
public sealed class InboxPlanTests
{
    public static TheoryData<Role, string, string?, string?> Inboxes => new(
        from role in new[] { Role.Agent, Role.Requester, Role.Auditor }
        from view in InboxQuery.Views(role)
        from team in new[] { null, "service-desk" }
        from text in new[] { null, "INC0000001", "printer" }
        select (role, view, team, text));

    [Theory]
    [MemberData(nameof(Inboxes))]
    public async Task Every_view_of_every_role_is_read_off_an_index(Role role, string view, string? team, string? text)
    {
        await using var services = new ServiceCollection().AddLogging().AddWorkflowItsm().UseInMemory().AddCore<TicketCore>().Services.BuildServiceProvider();
        foreach (var service in services.GetServices<IHostedService>()) await service.StartAsync(TestContext.Current.CancellationToken);
        // A name that no other test asks for: they run at the same time.
        var table = $"plan-{Guid.NewGuid():n}";
        using var plans = new QueryPlans(table);
        var actor = new Actor("dana", role);
        var query = InboxQuery.Read("incident", view, team, text, 2, role).ToQuery(actor, ["service-desk"], ["rita"]) with { Table = table };
        await services.GetRequiredService<ITicketQueries>().ListAsync(query, actor, TestContext.Current.CancellationToken);
        foreach (var service in services.GetServices<IHostedService>()) await service.StopAsync(TestContext.Current.CancellationToken);

        // Its page and its count.
        Assert.Equal(2, plans.Found.Count);
        Assert.All(plans.Found, plan => Assert.False(ReadsAll(plan), plan));
        Assert.All(plans.Found, plan => Assert.Contains("INDEX ", plan, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_no_index_knows_is_caught()
    {
        await using var services = new ServiceCollection().AddLogging().AddWorkflowItsm().UseInMemory().AddCore<TicketCore>().Services.BuildServiceProvider();
        foreach (var service in services.GetServices<IHostedService>()) await service.StartAsync(TestContext.Current.CancellationToken);
        var table = $"plan-{Guid.NewGuid():n}";
        using var plans = new QueryPlans(table);
        await services.GetRequiredService<ITicketQueries>().ListAsync(
            new(table, null, [new("no_such_column", false)], 25, 0), new("dana", Role.Agent), TestContext.Current.CancellationToken);
        foreach (var service in services.GetServices<IHostedService>()) await service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Contains(plans.Found, plan => plan.Contains("TEMP B-TREE", StringComparison.Ordinal));
        Assert.True(ReadsAll("CO-ROUTINE t0\nSCAN t\nSCAN t0"));
        Assert.True(ReadsAll("SCAN t USING INDEX ticket_by_update"));
    }

    // t0 is what was found, which is counted.
    private static bool ReadsAll(string plan) => plan.Split('\n').Any(step => step == "SCAN t" || step.StartsWith("SCAN t ", StringComparison.Ordinal));
}
