using System.Diagnostics;
using System.Text;
using WorkflowItsm.Benchmarks.Large;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Benchmarks.Full;

/// <summary>What a command costs as the number of cases, of versions of a definition, and the length of a history grow.</summary>
internal static class CostSeries
{
    private const int Callers = 64;
    private const string Process = "incident";
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(4);

    /// <summary>The time a durable start takes of the writer, by the number of tickets in the store.</summary>
    /// <param name="large">A large store, measured as the last; null leaves it out.</param>
    /// <param name="largeSize">How many tickets it holds.</param>
    public static async Task<Series> ByCasesAsync(string? large, long largeSize)
    {
        var points = new List<SeriesPoint>();
        foreach (var size in (int[])[1_000, 10_000, 100_000])
        {
            using var data = new DataFolder();
            var folder = Path.Combine(data.Path, "store");
            await GenerateRun.FillAsync(folder, size / 6, size - (size / 6), 1, TextWriter.Null);
            points.Add(new(size, await StartCostAsync(folder)));
        }

        if (large is not null) points.Add(new(largeSize, await StartCostAsync(large)));
        return new("cost-by-cases", new("A durable start, by tickets in the store", "按存储中工单数量：一次持久化创建"), new("tickets in the store", "存储中的工单"), "ms",
            [new(new("start, 64 callers", "创建，64 个调用方"), points)]);
    }

    /// <summary>The same by the number of versions of the process.</summary>
    public static async Task<Series> ByVersionsAsync()
    {
        var (starts, publications) = (new List<SeriesPoint>(), new List<SeriesPoint>());
        using var data = new DataFolder();
        await using var store = await OpenStore.StartAsync(data.Path);
        var version = 0;
        foreach (var size in (int[])[1, 10, 100, 1_000])
        {
            var clock = new Stopwatch();
            while (version < size)
            {
                version++;
                clock.Restart();
                await PublishAsync(store.Definitions, version);
                clock.Stop();
            }

            publications.Add(new(size, clock.Elapsed.TotalMilliseconds));
            await store.StartsAsync("bench", Callers, _time / 4);
            starts.Add(new(size, 1_000 / await store.StartsAsync("bench", Callers, _time)));
        }

        return new("cost-by-versions", new("A durable start and a publication, by versions of the process", "按流程版本数量：一次持久化创建与一次发布"), new("versions", "版本"), "ms",
            [new(new("start, 64 callers", "创建，64 个调用方"), starts), new(new("publishing the next version", "发布下一个版本"), publications)]);
    }

    /// <summary>A comment on a ticket, and reading the ticket from the journal, by the number of comments before.</summary>
    public static async Task<Series> ByHistoryAsync()
    {
        var (warm, cold) = (new List<SeriesPoint>(), new List<SeriesPoint>());
        using var data = new DataFolder();
        var folder = Path.Combine(data.Path, "store");
        await GenerateRun.FillAsync(folder, 10, 10, 1, TextWriter.Null);
        foreach (var size in (int[])[10, 100, 1_000, 10_000])
        {
            var (written, kept) = ("", "");
            await using (var store = await OpenStore.StartAsync(folder))
            {
                (written, kept) = (await CommentedAsync(store, size), await CommentedAsync(store, size));
                var clock = Stopwatch.StartNew();
                for (var i = 0; i < 20; i++) await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => store.CommentAsync(written)));
                warm.Add(new(size, clock.Elapsed.TotalMilliseconds / (20 * Callers)));
            }

            cold.Add(new(size, await ColdReadAsync(folder, kept)));
        }

        return new("cost-by-history", new("A comment, and reading a ticket that is not in memory, by comments before", "按已有评论数量：一次评论，以及读取不在内存中的工单"), new("comments before", "已有评论"), "ms",
            [new(new("comment, 64 callers", "评论，64 个调用方"), warm), new(new("reading from the journal", "从日志读取"), cold)]);
    }

    private static async Task<double> StartCostAsync(string folder)
    {
        await using var store = await OpenStore.StartAsync(folder);
        await store.StartsAsync(Process, Callers, _time / 2);
        return 1_000 / await store.StartsAsync(Process, Callers, _time);
    }

    private static async Task<string> CommentedAsync(OpenStore store, int comments)
    {
        var id = await store.OpenAsync(Process);
        // Many at once share a transaction.
        for (var left = comments; left > 0; left -= 250)
            await Task.WhenAll(Enumerable.Range(0, Math.Min(250, left)).Select(_ => store.CommentAsync(id)));
        return id;
    }

    private static async Task<double> ColdReadAsync(string folder, string id)
    {
        // The first one compiles.
        var times = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            await using var store = await OpenStore.StartAsync(folder);
            var clock = Stopwatch.StartNew();
            if (await store.Cases.ReadAsync(TicketCore.StreamKind, id) is null) throw new InvalidOperationException($"The ticket {id} is gone.");
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        return times.Skip(1).Order().ElementAt(1);
    }

    private static async Task PublishAsync(IDefinitions definitions, int version)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Durable", "bundle");
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(file => new BundleFile(Path.GetFileName(file), Changed(File.ReadAllText(file), version)));
        var result = await definitions.PublishAsync(new Publication("bench", [.. files], OpenStore.Ann with { Role = Role.Administrator }, null, "bench"));
        if (result.Version != version) throw new InvalidOperationException($"Version {version} was not published: {string.Join(' ', result.Findings.Items.Select(finding => finding.Message))}");
    }

    private static byte[] Changed(string text, int version) => Encoding.UTF8.GetBytes(text.Replace("name=\"Request\"", $"name=\"Request {version}\"", StringComparison.Ordinal));
}
