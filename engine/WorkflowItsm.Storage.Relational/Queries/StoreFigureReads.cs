using WorkflowItsm.Runtime.Insight;

namespace WorkflowItsm.Storage.Relational.Queries;

/// <summary>Counts over connections that cannot write; every count runs on an index.</summary>
internal sealed class StoreFigureReads(JournalDatabase database) : IStoreFigures
{
    private const string Overdue = "SELECT COUNT(*) FROM due WHERE at <= $1";

    // "state <> 1" is the condition of the index of open effects.
    private const string Waiting = "SELECT COUNT(*) FROM effect WHERE state = 0 AND state <> 1";
    private const string Dead = "SELECT COUNT(*) FROM effect WHERE state = 2 AND state <> 1";

    public async ValueTask<StoreFigures> CountAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await database.OpenReaderAsync(cancellationToken);
            async Task<long> OneAsync(string sql, params object[] values)
            {
                using var command = database.Command(connection, sql, values.Length);
                await using var reader = await command.ReadAsync(cancellationToken, values);
                return await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : 0;
            }

            return new(await OneAsync(Overdue, now.UtcTicks), await OneAsync(Waiting), await OneAsync(Dead), await OneAsync(database.SizeSql));
        }
        catch (Exception trouble) when (database.Failure(trouble) is { } failure)
        {
            throw failure;
        }
    }
}
