using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

public sealed class CaseFeedTests
{
    [Fact]
    public async Task A_listener_hears_of_a_change_before_its_caller_is_answered()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var heard = new List<CaseChanged>();
        using var subscription = Feed(runtime).Subscribe(heard.Add);
        await runtime.SendAsync("c", new Ask.Add(1));

        var change = Assert.Single(heard);
        Assert.Equal(("c", "ticket", 1), (change.CaseId, change.Kind, change.Version));
        Assert.NotEqual(change.Before, change.After);
    }

    [Fact]
    public async Task A_listener_hears_nothing_of_what_was_refused_nor_after_it_has_gone()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var heard = new List<CaseChanged>();
        using (Feed(runtime).Subscribe(heard.Add)) await runtime.SendAsync("c", new Ask.Forbidden());
        await runtime.SendAsync("c", new Ask.Add(1));

        Assert.Empty(heard);
    }

    [Fact]
    public async Task A_listener_that_fails_hurts_neither_the_writer_nor_the_next_listener()
    {
        await using var runtime = await TestRuntime.StartAsync();
        var heard = new List<CaseChanged>();
        using var broken = Feed(runtime).Subscribe(_ => throw new InvalidOperationException("A screen that has gone."));
        using var sound = Feed(runtime).Subscribe(heard.Add);

        Assert.IsType<CommandResult.Done>(await runtime.SendAsync("c", new Ask.Add(1)));
        Assert.Single(heard);
        Assert.Contains(runtime.Log, line => line.Contains("A listener failed on the change of case c", StringComparison.Ordinal));
    }

    private static ICaseFeed Feed(TestRuntime runtime) => runtime.Services.GetRequiredService<ICaseFeed>();
}
