using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Sqlite.Tests;

/// <summary>What inboxes ask is read off an index: nothing of it may grow with the number of tickets.</summary>
public sealed class InboxPlanTests
{
    private static readonly ValueList<TicketOrder> _urgent =
        [new("priority", false) { EmptyLast = true }, new("sla_due", false) { EmptyLast = true }, new("number", false)];

    private static readonly TicketFilter _open = new TicketFilter.And([Is("active", "true"), new TicketFilter.In("state", ["6", "7", "8"], Negated: true)]);

    public static TheoryData<TicketFilter?, ValueList<TicketOrder>, string> Inboxes => new()
    {
        { _open, _urgent, "ticket_by_urgency" },
        { new TicketFilter.And([_open, Is("assignment_group", "operations")]), _urgent, "ticket_by_urgency" },
        { new TicketFilter.And([_open, Is("assigned_to", "ann")]), _urgent, "ticket_by_assignee" },
        { Is("caller_id", "rita"), [new("sys_updated_on", true)], "ticket_by_caller" },
        { Is("active", "false"), [new("sys_updated_on", true)], "ticket_closed_by_update" },
        { null, [new("sys_updated_on", true)], "ticket_by_update" },
    };

    [Theory]
    [MemberData(nameof(Inboxes))]
    public async Task An_inbox_is_read_and_counted_off_the_index_of_its_order(TicketFilter? filter, ValueList<TicketOrder> order, string index)
    {
        await using var runtime = await TestRuntime.StartAsync();
        var table = $"plan-{Guid.NewGuid():n}";
        using var plans = new QueryPlans(table);
        var query = new TicketQuery(table, filter, order, 25, 50) { CountUpTo = 10_000 };
        await runtime.Services.GetRequiredService<ITicketQueries>().ListAsync(query, new("ann", Role.Agent), TestContext.Current.CancellationToken);

        Assert.Equal(2, plans.Found.Count);
        Assert.All(plans.Found, plan =>
        {
            Assert.Contains($"INDEX {index} ", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        });
    }

    /// <summary>What few tickets share is looked up: walking along the order of the list would pass over nearly all of them.</summary>
    [Theory]
    [InlineData("ann", Role.Agent, "caller_id", "ticket_by_caller")]
    [InlineData("ann", Role.Agent, "assigned_to", "ticket_by_assignee")]
    [InlineData("rita", Role.Requester, "state", "ticket_by_caller", "ticket_by_opener")]
    public async Task The_few_of_a_person_are_looked_up(string name, Role role, string field, params string[] indexes)
    {
        await using var runtime = await TestRuntime.StartAsync();
        var table = $"plan-{Guid.NewGuid():n}";
        using var plans = new QueryPlans(table);
        var filter = new TicketFilter.And([Is(field, "2"), Is("active", "true")]);
        var query = new TicketQuery(table, filter, [new("sys_updated_on", true)], 25, 0) { CountUpTo = 10_000 };
        await runtime.Services.GetRequiredService<ITicketQueries>().ListAsync(query, new(name, role), TestContext.Current.CancellationToken);

        Assert.Equal(2, plans.Found.Count);
        Assert.All(plans.Found, plan => Assert.All(indexes, index => Assert.Contains($"INDEX {index} ", plan, StringComparison.Ordinal)));
    }

    private static TicketFilter.In Is(string field, string value) => new(field, [value], Negated: false);
}
