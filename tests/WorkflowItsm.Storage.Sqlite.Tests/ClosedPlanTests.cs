using Microsoft.Data.Sqlite;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Storage.Relational.Queries;

namespace WorkflowItsm.Storage.Sqlite.Tests;

public sealed class ClosedPlanTests
{
    [Fact]
    public async Task A_preview_of_what_goes_by_age_counts_on_an_index_and_reads_no_ticket()
    {
        await using var runtime = await TestRuntime.StartAsync();
        using var file = new SqliteConnection($"Data Source={Path.Combine(runtime.Folder, "journal.db")};Pooling=false");
        file.Open();
        using var explain = file.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + ClosedCases.Count;
        explain.Parameters.AddWithValue("$1", "incident");
        explain.Parameters.AddWithValue("$2", "2026-03-02 12:00:00");
        using var reader = explain.ExecuteReader();
        Assert.True(reader.Read());

        Assert.Equal("SEARCH ticket USING COVERING INDEX ticket_by_closing (tbl=? AND closed_at>? AND closed_at<?)", reader.GetString(3));
        Assert.False(reader.Read());
    }
}
