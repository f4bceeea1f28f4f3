using Npgsql;
using WorkflowItsm.Benchmarks.Quick;
using WorkflowItsm.Storage.Postgres;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Benchmarks.Durable;

/// <summary>
/// The same acknowledged starts and completions on a PostgreSQL of this machine, on the disk before the answer. Nothing where
/// PostgreSQL is not installed.
/// </summary>
internal static class PostgresFigures
{
    private const int Rounds = 3;
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(4);

    public static async IAsyncEnumerable<Figure> MeasureAsync()
    {
        if (PostgresServer.Programs is null) yield break;
        await using var server = await PostgresServer.StartAsync();
        var (starts, completions) = (new List<Pair>(), new List<Pair>());
        for (var round = 0; round < Rounds; round++)
        {
            var (start, complete) = await RoundAsync($"{server.ConnectionString};Search Path=product{round}", $"{server.ConnectionString};Search Path=bare{round}");
            starts.Add(start);
            completions.Add(complete);
        }

        yield return Pair.Middle("postgres-start-64", "starts/s", starts);
        yield return Pair.Middle("postgres-complete-64", "completions/s", completions);
    }

    private static async Task<(Pair Start, Pair Complete)> RoundAsync(string product, string bare)
    {
        // Makes the tables of the baseline, with what every start finds there.
        await using (await Installation.StartAsync(builder => builder.UsePostgres(bare)))
        {
        }

        await using var installation = await Installation.StartAsync(builder => builder.UsePostgres(product));
        await installation.StartCasesAsync(64, _time / 4);
        var starts = await installation.StartCasesAsync(64, _time);
        await using var reader = new NpgsqlConnection(product);
        await reader.OpenAsync();
        var (startWrites, ends) = (StoredRows.OfStarts(reader, starts.Cases), StoredRows.OfEnds(reader, starts.Cases));
        var completions = await installation.CompleteAsync(64, starts.Cases);
        // In the order of the starts, as the ends are.
        var completeWrites = StoredRows.OfCompletions(reader, ends, starts.Cases);
        using var loop = new PostgresBareLoop(bare);
        return (
            new(starts.Rate, loop.Write(startWrites, starts.MeanBatch)),
            new(completions.Rate, loop.Write(completeWrites, completions.MeanBatch)));
    }
}
