using Microsoft.Data.Sqlite;
using WorkflowItsm.Benchmarks.Quick;

namespace WorkflowItsm.Benchmarks.Durable;

/// <summary>
/// What an acknowledged start and an acknowledged completion cost on SQLite: case, ticket, task, two clocks, journal,
/// idempotency key, on the disk before the answer. Beside it, in turns, the bare loop that writes the same rows.
/// </summary>
internal static class DurableFigures
{
    private const int Rounds = 3;
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(4);

    public static async IAsyncEnumerable<Figure> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("workflowitsm-stores-");
        try
        {
            var (starts, completions, single) = (new List<Pair>(), new List<Pair>(), new List<Pair>());
            var rows = 0.0;
            for (var round = 0; round < Rounds; round++)
            {
                var (start, complete, perStart) = await RoundAsync(Path.Combine(folder.FullName, $"many{round}"));
                starts.Add(start);
                completions.Add(complete);
                rows = perStart;
                single.Add(await SingleAsync(Path.Combine(folder.FullName, $"one{round}")));
            }

            yield return Pair.Middle("durable-start-64", "starts/s", starts);
            yield return new("durable-start-64-rows", rows, "rows/start");
            yield return Pair.Middle("durable-complete-64", "completions/s", completions);
            yield return Pair.Middle("durable-start-1", "starts/s", single);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(Pair Start, Pair Complete, double RowsPerStart)> RoundAsync(string path)
    {
        await using var installation = await Installation.StartAsync();
        await installation.StartCasesAsync(64, _time / 4);
        var (empty, started, ended) = (path + ".0", path + ".1", path + ".2");
        installation.CopyTo(empty);
        var starts = await installation.StartCasesAsync(64, _time);
        installation.CopyTo(started);
        var completions = await installation.CompleteAsync(64, starts.Cases);
        installation.CopyTo(ended);
        using var before = BareLoop.Open(started, SqliteOpenMode.ReadOnly);
        using var after = BareLoop.Open(ended, SqliteOpenMode.ReadOnly);
        var startWrites = StoredRows.OfStarts(before, starts.Cases);
        var completeWrites = StoredRows.OfCompletions(after, StoredRows.OfEnds(before, completions.Cases), completions.Cases);
        using var bareStarts = new BareLoop(empty);
        using var bareCompletions = new BareLoop(started);
        return (
            new(starts.Rate, bareStarts.Write(startWrites, starts.MeanBatch)),
            new(completions.Rate, bareCompletions.Write(completeWrites, completions.MeanBatch)),
            startWrites.Average(write => write.Writes.Count));
    }

    private static async Task<Pair> SingleAsync(string path)
    {
        await using var installation = await Installation.StartAsync();
        await installation.StartCasesAsync(1, _time / 4);
        installation.CopyTo(path + ".0");
        var starts = await installation.StartCasesAsync(1, _time / 2);
        installation.CopyTo(path + ".1");
        using var after = BareLoop.Open(path + ".1", SqliteOpenMode.ReadOnly);
        using var bare = new BareLoop(path + ".0");
        return new(starts.Rate, bare.Write(StoredRows.OfStarts(after, starts.Cases), 1));
    }
}

/// <summary>What was measured in a round, and its baseline.</summary>
internal sealed record Pair(double Value, double Baseline)
{
    /// <summary>The round whose ratio is in the middle, so that value and baseline belong together.</summary>
    public static Figure Middle(string name, string unit, IReadOnlyCollection<Pair> pairs)
    {
        var middle = pairs.OrderBy(pair => pair.Value / pair.Baseline).ElementAt(pairs.Count / 2);
        return new(name, middle.Value, unit, middle.Baseline);
    }
}
