using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Contract;

/// <summary>One runtime with tickets for all tests, because none of them writes.</summary>
public sealed class TicketQueryTests(TicketQueryTests.Tickets tickets) : IClassFixture<TicketQueryTests.Tickets>
{
    private static readonly Actor _agent = new("ann", Role.Agent);

    public static TheoryData<TicketFilter, string> Filters => new()
    {
        { Is("state", "1"), "a" },
        { Is("state", "1", "2"), "a b" },
        { Is("state"), "" },
        { new TicketFilter.In("state", ["1"], Negated: true), "b c d" },
        { new TicketFilter.In("state", [], Negated: true), "a b c d" },
        { Is("assignment_group", ""), "c d" },
        { Is("no_such_field", ""), "a b c d" },
        { Is("no_such_field", "x"), "" },
        { Is("sys_id", "b"), "b" },
        { Is("number", "CNT0000003"), "c" },
        { Is("active", "true"), "a b c" },
        { Is("active", "false"), "d" },
        { Is("u_shelf", "9"), "a" },
        { new TicketFilter.Compare("u_shelf", ">", "9"), "b c" },
        { new TicketFilter.Compare("u_shelf", ">=", "9"), "a b c" },
        { new TicketFilter.Compare("u_shelf", "<", "10"), "a" },
        { new TicketFilter.Compare("state", "<=", "2"), "a b" },
        { new TicketFilter.Compare("opened_at", ">=", "2026-03-02 00:00:00"), "b c" },
        { new TicketFilter.Compare("opened_at", "<", "2026-03-02 00:00:00"), "a" },
        { new TicketFilter.Compare("short_description", ">", "E"), "a d" },
        { new TicketFilter.Like("short_description", "DISK", LikeKind.Contains), "a b" },
        { new TicketFilter.Like("short_description", "disk", LikeKind.StartsWith), "b" },
        { new TicketFilter.Like("short_description", "full", LikeKind.EndsWith), "a" },
        { new TicketFilter.Like("short_description", "100%", LikeKind.Contains), "c" },
        { new TicketFilter.Like("short_description", "%", LikeKind.Contains), "c" },
        { new TicketFilter.Like("short_description", "_", LikeKind.Contains), "" },
        { new TicketFilter.Like("short_description", "\\", LikeKind.Contains), "" },
        { new TicketFilter.And([Is("state", "1", "2"), Is("u_shelf", "10")]), "b" },
        { new TicketFilter.Or([Is("state", "1"), Is("u_shelf", "10")]), "a b" },
        { new TicketFilter.Or([]), "" },
        { new TicketFilter.And([]), "a b c d" },
        { new TicketFilter.And([new TicketFilter.Or([Is("state", "1"), Is("state", "3")]), IsNot("u_shelf", "9")]), "c" },
        { Is("short_description", "' OR 1=1 --"), "" },
        { Is("u_shelf", "9' OR '1'='1"), "" },
        { new TicketFilter.Like("u_shelf", "'; DROP TABLE ticket; --", LikeKind.Contains), "" },
        { new TicketFilter.Compare("u_shelf", ">", "0) OR (1=1"), "a b c" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_finds_what_it_says(TicketFilter filter, string found)
    {
        var page = await ListAsync(filter, _agent);

        Assert.Equal(found, string.Join(' ', page.Rows.Select(row => row.CaseId).Order(StringComparer.Ordinal)));
        Assert.Equal(page.Rows.Count, page.Total);
    }

    public static TheoryData<TicketOrder[], string> Orders => new()
    {
        { [], "d c b a" },
        { [new("number", false)], "a b c d" },
        { [new("u_shelf", false)], "d a b c" },
        { [new("u_shelf", true)], "c b a d" },
        { [new("u_shelf", false) { EmptyLast = true }], "a b c d" },
        { [new("assignment_group", false) { EmptyLast = true }, new("number", true)], "b a d c" },
        { [new("assignment_group", true), new("state", true)], "b a d c" },
        { [new("short_description", false)], "c b d a" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Rows_come_in_the_order_asked_for(TicketOrder[] order, string expected)
    {
        var page = await (await tickets.QueriesAsync()).ListAsync(new("counter", null, [.. order], 10, 0), _agent, TestContext.Current.CancellationToken);

        Assert.Equal(expected, string.Join(' ', page.Rows.Select(row => row.CaseId)));
    }

    [Fact]
    public async Task A_page_is_a_part_and_says_how_many_there_are()
    {
        var page = await (await tickets.QueriesAsync()).ListAsync(new("counter", null, [], 2, 1), _agent, TestContext.Current.CancellationToken);

        Assert.Equal(["c", "b"], page.Rows.Select(row => row.CaseId));
        Assert.Equal(4, page.Total);
    }

    [Theory]
    [InlineData(3, 3, true)]
    [InlineData(4, 4, false)]
    [InlineData(9, 4, false)]
    [InlineData(int.MaxValue, 4, false)]
    public async Task Tickets_are_counted_as_far_as_asked(int upTo, int total, bool isMore)
    {
        var query = new TicketQuery("counter", null, [], 2, 0) { CountUpTo = upTo };
        var page = await (await tickets.QueriesAsync()).ListAsync(query, _agent, TestContext.Current.CancellationToken);

        Assert.Equal((2, total, isMore), (page.Rows.Count, page.Total, page.IsMore));
    }

    [Fact]
    public async Task A_row_has_the_fields_as_they_were_and_the_version()
    {
        var row = await (await tickets.QueriesAsync()).FindByNumberAsync("CNT0000002", _agent, TestContext.Current.CancellationToken);

        Assert.Equal(new TicketRecord("b", "counter", "CNT0000002", true, 1, Tickets.Fields("b").With("total", 0)), row);
        Assert.Equal(row, await (await tickets.QueriesAsync()).FindAsync("counter", "b", _agent, TestContext.Current.CancellationToken));
        Assert.Null(await (await tickets.QueriesAsync()).FindAsync("incident", "b", _agent, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("eve", "a c")]
    [InlineData("oscar", "b")]
    [InlineData("nobody", "")]
    [InlineData("", "")]
    public async Task A_requester_sees_only_tickets_opened_by_or_for_them(string name, string seen)
    {
        var requester = new Actor(name, Role.Requester);
        var page = await ListAsync(null, requester);

        Assert.Equal(seen, string.Join(' ', page.Rows.Select(row => row.CaseId).Order(StringComparer.Ordinal)));
        Assert.Equal(page.Rows.Count, page.Total);
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            var visible = seen.Split(' ').Contains(id);
            var byId = await (await tickets.QueriesAsync()).FindAsync("counter", id, requester, TestContext.Current.CancellationToken);
            var number = $"CNT000000{id[0] - 'a' + 1}";
            var byNumber = await (await tickets.QueriesAsync()).FindByNumberAsync(number, requester, TestContext.Current.CancellationToken);
            Assert.Equal((visible, visible), (byId is not null, byNumber is not null));
        }
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.ProcessOwner)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.System)]
    public async Task Every_other_role_sees_all(Role role) => Assert.Equal(4, (await ListAsync(null, new("x", role))).Total);

    [Fact]
    public async Task A_filter_never_shows_a_requester_more() =>
        Assert.Empty((await ListAsync(new TicketFilter.Or([Is("sys_id", "b"), Is("caller_id", "oscar")]), new("eve", Role.Requester))).Rows);

    [Theory]
    [InlineData("state; DROP TABLE ticket")]
    [InlineData("state') OR 1=1 --")]
    [InlineData("State")]
    [InlineData("a.b")]
    [InlineData("a\n")]
    [InlineData("1a")]
    [InlineData("")]
    [InlineData("état")]
    public async Task A_name_that_is_no_fields_name_is_refused(string field)
    {
        var filtered = await Assert.ThrowsAsync<ArgumentException>(() => ListAsync(Is(field, "x"), _agent));
        var order = new TicketQuery("counter", null, [new(field, false)], 1, 0);
        var ordered = await Assert.ThrowsAsync<ArgumentException>(
            async () => await (await tickets.QueriesAsync()).ListAsync(order, _agent, TestContext.Current.CancellationToken));

        Assert.Equal($"'{field}' is not the name of a field; names are made of a-z, 0-9 and _. (Parameter 'field')", filtered.Message);
        Assert.Equal(filtered.Message, ordered.Message);
    }

    [Fact]
    public async Task An_unknown_operator_is_refused()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => ListAsync(new TicketFilter.Compare("state", "=1 OR 1", "x"), _agent));

        Assert.Equal("'=1 OR 1' compares nothing; expected <, <=, > or >=. (Parameter 'op')", refused.Message);
    }

    [Fact]
    public async Task A_query_with_too_many_conditions_is_refused_and_one_with_many_is_answered()
    {
        var many = new TicketFilter.Or([.. Enumerable.Range(0, 199).Select(n => Is("u_shelf", $"{n}"))]);
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => ListAsync(new TicketFilter.And([many, many]), _agent));

        Assert.Equal(3, (await ListAsync(many, _agent)).Total);
        Assert.Equal("The query has more than 200 conditions; ask for less at once. (Parameter 'filter')", refused.Message);
    }

    [Fact]
    public async Task Who_saved_sees_what_was_saved()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("x", new Ask.Open(FeelContext.Empty));
        await runtime.SendAsync("x", new Ask.Add(41));
        var page = await runtime.Services.GetRequiredService<ITicketQueries>().ListAsync(
            new("counter", Is("total", "41"), [], 10, 0), _agent, TestContext.Current.CancellationToken);

        Assert.Equal(2, Assert.Single(page.Rows).Version);
    }

    private static TicketFilter.In IsNot(string field, string value) => new(field, [value], true);

    private static TicketFilter.In Is(string field, params ReadOnlySpan<string> values) => new(field, [.. values], false);

    private async Task<TicketPage> ListAsync(TicketFilter? filter, Actor actor) =>
        await (await tickets.QueriesAsync()).ListAsync(new("counter", filter, [], 100, 0), actor, TestContext.Current.CancellationToken);

    public sealed class Tickets : IAsyncDisposable
    {
        // Made by the first test, because only a test can be skipped where there is no database.
        private readonly Lazy<Task<TestRuntime>> _runtime = new(StartAsync);

        public async Task<ITicketQueries> QueriesAsync() => (await _runtime.Value).Services.GetRequiredService<ITicketQueries>();

        public async ValueTask DisposeAsync()
        {
            if (_runtime.IsValueCreated && _runtime.Value.IsCompletedSuccessfully) await (await _runtime.Value).DisposeAsync();
        }

        private static async Task<TestRuntime> StartAsync()
        {
            var runtime = await TestRuntime.StartAsync();
            foreach (var id in new[] { "a", "b", "c", "d" }) await runtime.SendAsync(id, new Ask.Open(Fields(id)));
            await runtime.SendAsync("d", new Ask.Add(1000));
            return runtime;
        }

        internal static FeelContext Fields(string id) => id switch
        {
            "a" => Ticket(1, "The disk is full", "eve", "ann", 9).With("assignment_group", "net"),
            "b" => Ticket(2, "Disk broken", "oscar", "ann", 10).With("assignment_group", "net"),
            "c" => Ticket(3, "100% CPU", "zoe", "eve", 100),
            _ => FeelContext.Of(("state", 7), ("short_description", "Printer")),
        };

        // Opened on the day of its state.
        private static FeelContext Ticket(int state, string description, string caller, string opener, int shelf) => FeelContext.Of(
            ("state", state),
            ("short_description", description),
            ("caller_id", caller),
            ("opened_by", opener),
            ("u_shelf", shelf),
            ("opened_at", Day(state)));

        private static FeelValue Day(int day) => FeelValue.DateTime(new DateTimeOffset(2026, 3, day, 8, 0, 0, TimeSpan.Zero));
    }
}
