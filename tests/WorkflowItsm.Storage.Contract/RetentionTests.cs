using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Retention;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Contract;

/// <summary>What nobody needs any more goes after a while; the journal and what is still open stay.</summary>
public sealed class RetentionTests
{
    private static readonly TimeSpan _kept = TimeSpan.FromDays(30);

    [Fact]
    public async Task What_is_over_and_old_is_deleted_and_nothing_else()
    {
        await using var runtime = await ToldAsync();
        var rows = runtime.Verify().Rows;
        runtime.Time.Advance(_kept - TimeSpan.FromDays(1));
        Assert.Equal(0, await RunAsync(runtime));
        runtime.Time.Advance(TimeSpan.FromDays(2));

        // The key of the archived ticket, two done effects and the key under which one of them reached its case.
        Assert.Equal(4, await RunAsync(runtime));
        Assert.Equal(0, await RunAsync(runtime));
        using var hand = runtime.Database.Hand();
        Assert.Equal(1L, hand.Value("SELECT COUNT(*) FROM effect"));
        Assert.Equal(1L, hand.Value("SELECT COUNT(*) FROM effect WHERE state = 2"));
        Assert.Equal(1L, hand.Value("SELECT COUNT(*) FROM used_key"));
        Assert.Equal(rows, runtime.Verify().Rows);
        Assert.Empty(runtime.Verify().Problems);
    }

    [Theory]
    [InlineData(Fault.Fails)]
    [InlineData(Fault.DoneButTimeout)]
    public async Task Whenever_the_process_ends_the_next_run_deletes_the_rest(Fault fault)
    {
        for (var commit = 1; commit <= 3; commit++)
        {
            await using var runtime = await ToldAsync();
            runtime.Time.Advance(_kept * 2);
            runtime.Store.Plan(nameof(ICaseStore.CommitAsync), fault, commit);
            var run = RunAsync(runtime);
            while (!run.IsCompleted)
            {
                runtime.Time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            await run;
            await runtime.RestartAsync();
            Assert.Equal(0, await RunAsync(runtime));
            Assert.Empty(runtime.Verify().Problems);
        }
    }

    private static async Task<TestRuntime> ToldAsync()
    {
        var runtime = await TestRuntime.StartAsync(options => options.EffectTries = 1);
        var closed = FeelContext.Of(("closed_at", FeelValue.DateTime(TestRuntime.Noon)));
        await runtime.SendAsync("over", new Ask.Open(closed), "key-over", "d");
        await runtime.SendAsync("over", new Ask.Add(1000));
        await runtime.SendAsync("open", new Ask.Open(closed), "key-open", "d");
        await runtime.SendAsync("open", new Ask.Emit(new("note", "done", FeelContext.Empty)));
        await runtime.CommitAsync(batch => batch.Marks.OfType<EffectMark.Done>().Any());
        await runtime.SendAsync("open", new Ask.Emit(new("deliver", "over", FeelContext.Of(("name", "hello")))));
        await runtime.CommitAsync(batch => batch.Marks.OfType<EffectMark.Done>().Any());
        await runtime.SendAsync("open", new Ask.Emit(new("nobody does this", "dead", FeelContext.Empty)));
        await runtime.CommitAsync(batch => batch.Marks.OfType<EffectMark.Dead>().Any());
        return runtime;
    }

    // Nothing is deleted on its own here: time is moved by years.
    private static async Task<long> RunAsync(TestRuntime runtime)
    {
        runtime.Services.GetRequiredService<WorkflowItsmOptions>().Retention = _kept;
        return (await runtime.Services.GetRequiredService<RetentionService>().RunAsync(TestContext.Current.CancellationToken)).Rows;
    }
}
