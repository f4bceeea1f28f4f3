using System.Net;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>
/// A second host becomes the writer of a store that the first still believes to be its own: the first is stopped by its
/// next write, with a sentence, and nothing that either has acknowledged is lost.
/// </summary>
public sealed class TakeoverTests
{
    // Fails unless somebody waits for the store.
    private const string AnybodyWaits = "SELECT 1 / count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1464289363 AND NOT granted";

    // What a server does to the session of a client that it takes for dead.
    private const string EndWriter = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1464289363 AND granted";

    [Fact]
    public async Task Who_lost_the_folder_to_another_process_stops_with_a_sentence_and_loses_nothing()
    {
        using var place = await Installation.MakeAsync("PT1H");
        var second = HostProcess.FreeAddress();
        await using var loser = await place.StartAsync();
        await TakeOverAsync(place, loser, second, async () =>
        {
            // Somebody tidies up, or the file system has no locks.
            File.Delete(Path.Combine(place.Data.Path, ".lock"));
            return await place.StartAtAsync(second);
        }, $"Another process has written the journal {Path.Combine(place.Data.Path, "journal.db")} since this one did, although only one may; "
            + "this one writes no more. Stop the other, find out how it came past the file .lock of the data folder, and start one of the two again.");
        await place.VerifyJournalAsync();
    }

    [Fact]
    public async Task Who_lost_the_database_to_another_process_stops_with_a_sentence_and_loses_nothing()
    {
        await using var server = await PostgresServer.StartAsync();
        using var place = await Installation.MakeAsync("PT1H", "--Store:Postgres", server.ConnectionString);
        var second = HostProcess.FreeAddress();
        await using var loser = await place.StartAsync();
        using var other = new DataFolder();
        await TakeOverAsync(place, loser, second, async () =>
        {
            File.Copy(Path.Combine(place.Data.Path, "ops.db"), Path.Combine(other.Path, "ops.db"));
            File.Copy(Path.Combine(place.Data.Path, "ops.db-wal"), Path.Combine(other.Path, "ops.db-wal"));
            var starting = place.StartAtAsync(second, other.Path);
            await Eventually.Holds("the second to wait for the store", () => server.TryExecuteAsync(AnybodyWaits));
            Assert.True(await server.TryExecuteAsync(EndWriter));
            return await starting;
        }, $"Another process has become the writer of 127.0.0.1:{server.Port}/postgres since this one lost its connection; "
            + "this one writes no more. Stop one of the two, and start the other again.");
        var verified = await Verbs.RunWithAsync(server, place.Data.Path, "journal", "verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
    }

    private static async Task TakeOverAsync(Installation place, HostProcess loser, Uri address, Func<Task<HostProcess>> takeOver, string sentence)
    {
        using var agent = place.Client();
        var before = await OpenAsync(agent, "before");
        await using var winner = await takeOver();
        using var newAgent = place.Client(address);
        var after = await OpenAsync(newAgent, "after");

        var refused = await agent.OpenAsync(Fields("refused"), "refused");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Equal(1, await loser.ExitAsync());
        Assert.Contains(sentence, loser.Output, StringComparison.Ordinal);

        var kept = await OpenAsync(newAgent, "refused");
        Assert.Equal(before, await OpenAsync(newAgent, "before"));
        Assert.Equal(after, await OpenAsync(newAgent, "after"));
        Assert.Equal([before, after, kept], (await newAgent.ListAsync("ORDERBYnumber")).Results.Select(row => row["sys_id"]!.GetValue<string>()));
        // The verbs still find who serves.
        Assert.Contains($"\"{address.ToString().TrimEnd('/')}", await File.ReadAllTextAsync(Path.Combine(winner.Data, "server.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await winner.StopAsync();
    }

    private static async Task<string> OpenAsync(ApiClient client, string text) => (await client.OpenAsync(Fields(text), text)).Result["sys_id"]!.GetValue<string>();

    private static System.Text.Json.Nodes.JsonObject Fields(string text) => new() { ["short_description"] = text, ["impact"] = "2", ["urgency"] = "2" };
}
