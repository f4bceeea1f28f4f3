using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Sqlite.Tests;

public sealed class MemoryTests
{
    [Fact]
    public async Task A_store_in_memory_keeps_what_any_store_keeps_and_leaves_nothing_in_the_folder()
    {
        await using var runtime = await TestRuntime.StartAsync(parts: builder => builder.UseInMemory());
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async n =>
        {
            Assert.IsType<CommandResult.Done>(await runtime.SendAsync($"c{n % 20}", new Ask.Add(1)));
            Assert.NotEmpty(await runtime.Cases.HistoryAsync("ticket", $"c{n % 20}", TestContext.Current.CancellationToken));
        }));

        Assert.Equal(10, (await runtime.CounterAsync("c7"))!.Total);
        Assert.Empty(runtime.Verify().Problems.Items);
        Assert.Empty(Directory.GetFileSystemEntries(runtime.Folder));
    }

    [Fact]
    public async Task Each_host_has_a_memory_of_its_own_that_ends_with_it()
    {
        await using var runtime = await TestRuntime.StartAsync(parts: builder => builder.UseInMemory());
        await using var other = await TestRuntime.StartAsync(parts: builder => builder.UseInMemory());
        await runtime.SendAsync("c", new Ask.Add(1));
        Assert.Null(await other.CounterAsync("c"));
        await runtime.RestartAsync();
        Assert.Null(await runtime.CounterAsync("c"));
    }
}
