using Microsoft.Data.Sqlite;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>
/// What SQLite is told of how tickets are spread, in place of what ANALYZE counts: a store with a million tickets of one
/// kind, of which a person has a hundred. Plans are the same in every store and at every size: lists of the few are read by
/// their index and sorted, lists of the many off the index of their order. ANALYZE with its limit takes a column
/// with few values for a selective one, and without takes minutes.
/// </summary>
internal static class PlannerStatistics
{
    // As sqlite_stat1 wants it: the rows of the index, then how many share its first column, its first two, and so on.
    private static readonly Dictionary<string, string> _tickets = new(StringComparer.Ordinal)
    {
        ["sqlite_autoindex_ticket_1"] = "1000000 1",
        ["ticket_by_number"] = "1000000 1",
        ["ticket_by_correlation"] = "1000000 2",
        ["ticket_by_caller"] = "1000000 100 100 1 1 1 1 1",
        ["ticket_by_closing"] = "1000000 1000000 2 1",
        ["ticket_by_opener"] = "1000000 100",
        ["ticket_by_assignee"] = "1000000 1000000 20000 2000 2000 500 100 2 1 1 1",
        ["ticket_by_group"] = "1000000 1000000 100000 50000",
        ["ticket_by_state"] = "1000000 1000000 200000 1",
        ["ticket_by_table"] = "1000000 1000000 1 1 1",
        ["ticket_by_opening"] = "1000000 1000000 2",
        ["ticket_by_update"] = "1000000 1000000 2 1 1",
        ["ticket_closed_by_update"] = "800000 800000 2 1",
        ["ticket_by_urgency"] = "200000 200000 200000 50000 10000 2 1 1 1 1 1",
        ["ticket_stopped"] = "100 100",
    };

    /// <summary>Writes them unless they are there, and has this connection use them; others do that when they are opened.</summary>
    public static async Task EnsureAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        if (await AreThereAsync(connection, cancellationToken)) return;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        // Makes the table of statistics where there is none.
        command.CommandText = "PRAGMA analysis_limit = 1; ANALYZE ticket; DELETE FROM sqlite_stat1 WHERE tbl = 'ticket'";
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.CommandText = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('ticket', $idx, $stat)";
        var (idx, stat) = (command.Parameters.Add("$idx", SqliteType.Text), command.Parameters.Add("$stat", SqliteType.Text));
        foreach (var (index, rows) in _tickets)
        {
            (idx.Value, stat.Value) = (index, rows);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        await using var reload = connection.CreateCommand();
        reload.CommandText = "ANALYZE sqlite_schema";
        await reload.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<bool> AreThereAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'";
        if (await command.ExecuteScalarAsync(cancellationToken) is not 1L) return false;
        command.CommandText = "SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'ticket'";
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) found[reader.GetString(0)] = reader.GetString(1);
        return found.Count == _tickets.Count && _tickets.All(entry => found.GetValueOrDefault(entry.Key) == entry.Value);
    }
}
