using System.Diagnostics;
using System.Globalization;
using WorkflowItsm.Benchmarks.Http;
using WorkflowItsm.Benchmarks.Quick;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Benchmarks.Large;

/// <summary>What a large store costs: to start on, to hold, to look into and to write into.</summary>
internal static class LargeFigures
{
    private const int Looks = 200;
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(8);
    private static readonly ValueList<TicketOrder> _urgent = [new("priority", false) { EmptyLast = true }, new("sla_due", false) { EmptyLast = true }, new("number", false)];
    private static readonly TicketFilter _open = new TicketFilter.And([Is("active", "true"), new TicketFilter.In("state", ["6", "7", "8"], Negated: true)]);

    /// <param name="folder">A generated store; incidents are added to it.</param>
    public static async IAsyncEnumerable<Figure> MeasureAsync(string folder)
    {
        await using (var store = await OpenStore.StartAsync(folder))
        {
            // An inbox asks so; see Desk/Inbox/InboxQuery.cs.
            yield return new("large-inbox-p95", await LooksAsync(i => Inbox(store, _open, _urgent, i % 4)), "ms");
            yield return new("large-inbox-team-p95", await LooksAsync(i => Inbox(store, And(_open, Is("assignment_group", "operations")), _urgent, i % 4)), "ms");
            yield return new("large-inbox-mine-p95", await LooksAsync(i => Inbox(store, And(_open, Is("assigned_to", Agent(i))), _urgent, 0)), "ms");
            yield return new("large-inbox-closed-p95", await LooksAsync(i => Inbox(store, Is("active", "false"), [new("sys_updated_on", true)], i % 4)), "ms");
            yield return new("large-search-number-p95", await LooksAsync(i => Inbox(store, Is("number", Number(i)), _urgent, 0)), "ms");
            yield return new("large-search-caller-p95", await LooksAsync(i => Inbox(store, Is("caller_id", Caller(i)), [new("sys_updated_on", true)], 0)), "ms");
        }

        var token = await Verbs.AddTokenAsync(folder, $"bench-{Guid.NewGuid():n}", "agent");
        var clock = Stopwatch.StartNew();
        await using var host = await HostProcess.StartAsync(folder);
        yield return new("large-ready", clock.Elapsed.TotalSeconds, "s");
        using (var client = host.Client(token))
        {
            yield return new("large-http-number-p95", await LooksAsync(i => ListAsync(client, $"number={Number(i)}")), "ms");
            yield return new("large-http-caller-p95", await LooksAsync(i => ListAsync(client, $"caller_id={Caller(i)}^ORDERBYDESCopened_at")), "ms");
        }

        using var data = new DataFolder();
        var emptyToken = await Verbs.AddTokenAsync(data.Path, "bench", "agent");
        await using var emptyHost = await HostProcess.StartAsync(data.Path);
        var (large, empty) = (new List<double>(), new List<double>());
        var (largeLoad, emptyLoad) = (new IncidentLoad(host.Address, token), new IncidentLoad(emptyHost.Address, emptyToken));
        for (var round = 0; round < 4; round++)
        {
            large.Add((await largeLoad.RunAsync(32, rate: null, _time)).Rate);
            empty.Add((await emptyLoad.RunAsync(32, rate: null, _time)).Rate);
        }

        // The first round of each compiles.
        yield return new("large-starts", Rounds.Median(large.Skip(1)), "incidents/s", Rounds.Median(empty.Skip(1)));
        yield return new("large-resident", ResidentMegabytes(host.Id), "MB");
    }

    /// <summary>What a process holds in memory.</summary>
    private static double ResidentMegabytes(int process) =>
        File.ReadLines($"/proc/{process}/status").Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Select(line => double.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024).First();

    private static async Task<double> LooksAsync(Func<int, Task> look)
    {
        // The first ones compile.
        for (var i = 0; i < 20; i++) await look(i);
        var times = new List<double>();
        for (var i = 0; i < Looks; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await look(i * 31);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return times.Order().ElementAt(Looks * 95 / 100);
    }

    private static async Task Inbox(OpenStore store, TicketFilter filter, ValueList<TicketOrder> order, int page)
    {
        var query = new TicketQuery("incident", filter, order, 25, page * 25) { CountUpTo = 10_000 };
        await store.Queries.ListAsync(query, OpenStore.Ann);
    }

    private static async Task ListAsync(ApiClient client, string query)
    {
        var answer = await client.GetAsync($"/api/now/table/incident?sysparm_limit=25&sysparm_query={Uri.EscapeDataString(query)}");
        if (!answer.Headers.ContainsKey("X-Total-Count")) throw new InvalidOperationException($"The host answered {answer.Text}.");
    }

    private static TicketFilter.And And(params TicketFilter[] parts) => new([.. parts]);

    private static TicketFilter.In Is(string field, string value) => new(field, [value], Negated: false);

    private static string Number(int i) => string.Create(CultureInfo.InvariantCulture, $"INC{1 + (i * 7_919L % 2_000):D7}");

    private static string Caller(int i) => string.Create(CultureInfo.InvariantCulture, $"user{i % 1_000:D4}");

    private static string Agent(int i) => string.Create(CultureInfo.InvariantCulture, $"agent{i % 60:D2}");
}
