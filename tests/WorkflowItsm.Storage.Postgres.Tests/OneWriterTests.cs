using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Storage.Postgres.Tests;

public sealed class OneWriterTests
{
    // The session that holds the store; sessions of other tests hold other schemas.
    private const string EndSession = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_locks
        WHERE locktype = 'advisory' AND classid = 1464289363 AND objid = hashtext(current_schema())::oid
        """;

    [Fact]
    public async Task A_second_process_is_refused_with_the_name_of_the_first()
    {
        await using var runtime = await TestRuntime.StartAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestRuntime.StartAsync(database: runtime.Database));
        Assert.StartsWith(
            $"The {runtime.Database.Name} is in use by WorkflowItsm {Environment.MachineName} process {Environment.ProcessId}, "
                + "connected from 127.0.0.1 since 20", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(" UTC; stop it, or choose another database or schema.", refused.Message, StringComparison.Ordinal);
        Assert.IsType<CommandResult.Done>(await runtime.SendAsync("c", new Ask.Add(1)));
    }

    [Fact]
    public async Task Another_schema_of_the_same_database_is_another_store()
    {
        await using var one = await TestRuntime.StartAsync();
        await using var other = await TestRuntime.StartAsync();
        await one.SendAsync("c", new Ask.Add(1));

        Assert.Null(await other.CounterAsync("c"));
    }

    [Fact]
    public async Task A_session_that_is_lost_is_replaced_and_nothing_is_done_twice()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Add(1));
        using (var hand = runtime.Database.Hand()) Assert.Equal(1L, hand.Value(EndSession));

        await runtime.InsistAsync("c", new Ask.Add(1), "k");
        await runtime.InsistAsync("c", new Ask.Add(1), "k");

        Assert.Equal(2, (await runtime.CounterAsync("c"))!.Total);
        Assert.Empty(runtime.Verify().Problems);
    }

    [Fact]
    public async Task Who_was_replaced_by_another_writer_never_writes_again()
    {
        await using var first = await TestRuntime.StartAsync();
        await first.SendAsync("c", new Ask.Add(1));
        using (var hand = first.Database.Hand()) hand.Value(EndSession);
        await using var second = await TestRuntime.StartAsync(database: first.Database);
        await second.SendAsync("c", new Ask.Add(10));
        await second.StopAsync();

        Assert.IsType<CommandResult.Busy>(await first.SendAsync("c", new Ask.Add(100)));
        Assert.IsType<CommandResult.Busy>(await first.SendAsync("c", new Ask.Add(100)));
        var lost = await Assert.ThrowsAsync<StoreException>(async () => await first.Store.HeadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            $"Another process has become the writer of {first.Database.Name["store ".Length..]} since this one lost its connection; "
                + "this one writes no more. Stop one of the two, and start the other again.", lost.Message);
        await second.StartAgainAsync();
        Assert.Equal(11, (await second.CounterAsync("c"))!.Total);
    }

    /// <summary>The server dies under a crowd of callers; those who insist under their keys are served once each.</summary>
    [Fact]
    public async Task A_server_that_crashes_in_the_middle_of_commits_loses_and_doubles_nothing()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var runtime = await TestRuntime.StartAsync(database: new TestStore(server));
        await runtime.SendAsync("c0", new Ask.Open(FeelContext.Empty));
        var acknowledged = 0;
        var enough = new TaskCompletionSource();
        var crowd = Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var turn = 0; turn < 60; turn++)
            {
                await UntilDoneAsync(runtime, $"c{caller}", $"{caller}-{turn}");
                if (Interlocked.Increment(ref acknowledged) == 40) enough.SetResult();
            }
        })).ToArray();

        await enough.Task;
        server.Crash();
        await server.RunAsync();
        await Task.WhenAll(crowd);

        for (var caller = 0; caller < 8; caller++) Assert.Equal(60, (await runtime.CounterAsync($"c{caller}"))!.Total);
        Assert.Empty(runtime.Verify().Problems);
    }

    private static async Task UntilDoneAsync(TestRuntime runtime, string caseId, string key)
    {
        while (await runtime.SendAsync(caseId, new Ask.Add(1), key) is not CommandResult.Done)
        {
            // The server is down; asking again is what a caller does.
        }
    }
}
