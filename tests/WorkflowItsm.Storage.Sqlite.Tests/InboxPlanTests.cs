using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
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
        { Is("active", "false"), [new("sys_updated_on", true)], "ticket_by_update" },
        { null, [new("sys_updated_on", true)], "ticket_by_update" },
    };

    [Theory]
    [MemberData(nameof(Inboxes))]
    public async Task An_inbox_is_read_and_counted_off_the_index_of_its_order(TicketFilter? filter, ValueList<TicketOrder> order, string index)
    {
        await using var runtime = await TestRuntime.StartAsync();
        var table = $"plan-{Guid.NewGuid():n}";
        using var plans = new Plans(table);
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
        using var plans = new Plans(table);
        var filter = new TicketFilter.And([Is(field, "2"), Is("active", "true")]);
        var query = new TicketQuery(table, filter, [new("sys_updated_on", true)], 25, 0) { CountUpTo = 10_000 };
        await runtime.Services.GetRequiredService<ITicketQueries>().ListAsync(query, new(name, role), TestContext.Current.CancellationToken);

        Assert.Equal(2, plans.Found.Count);
        Assert.All(plans.Found, plan => Assert.All(indexes, index => Assert.Contains($"INDEX {index} ", plan, StringComparison.Ordinal)));
    }

    private static TicketFilter.In Is(string field, string value) => new(field, [value], Negated: false);

    /// <summary>Asks SQLite how it would run each query that EF Core runs for a table.</summary>
    private sealed class Plans : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _subscriptions = [];
        private readonly string _table;

        public Plans(string table)
        {
            _table = table;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public List<string> Found { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore") _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData { Command: SqliteCommand command }) return;
            SqliteParameter[] parameters = [.. command.Parameters.Cast<SqliteParameter>()];
            if (!parameters.Any(parameter => Equals(parameter.Value, _table))) return;
            using var explain = command.Connection!.CreateCommand();
#pragma warning disable CA2100 // EF Core's own text.
            explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
#pragma warning restore CA2100
            foreach (var parameter in parameters) explain.Parameters.AddWithValue(parameter.ParameterName, parameter.Value);
            using var reader = explain.ExecuteReader();
            var steps = new List<string>();
            while (reader.Read()) steps.Add(reader.GetString(3));
            Found.Add(string.Join('\n', steps));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions.ToArray()) subscription.Dispose();
        }
    }
}
