using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

/// <summary>One target that hangs or is down holds up no other.</summary>
public sealed class TargetTests
{
    [Fact]
    public async Task A_target_that_hangs_takes_only_its_own_places()
    {
        var calls = new Calls { Hangs = "slow" };
        await using var runtime = await StartAsync(calls, options => (options.EffectConcurrency, options.EffectConcurrencyPerTarget) = (8, 3));
        for (var n = 0; n < 20; n++) await CallAsync(runtime, "slow", n);
        for (var n = 0; n < 20; n++) await CallAsync(runtime, "quick", n);
        await DoneAsync(runtime, 20);

        Assert.Equal(20, calls.Of("quick"));
        Assert.Equal(3, calls.Of("slow"));
    }

    [Fact]
    public async Task More_effects_of_a_dead_target_than_memory_holds_keep_no_other_from_being_done_and_none_is_lost()
    {
        const int many = (2 * EffectWindow.TargetCapacity) + 100;
        var calls = new Calls { Hangs = "slow" };
        await using var runtime = await StartAsync(calls);
        for (var n = 0; n < many; n++) await CallAsync(runtime, "slow", n);
        await CallAsync(runtime, "quick", 0);
        await runtime.CommitAsync(batch => batch.Marks.OfType<EffectMark.Done>().Any());
        Assert.Equal(1, calls.Of("quick"));

        calls.LetGo();
        Assert.Equal(many, await DoneAsync(runtime, many));
        Assert.Equal(many, calls.Ids.Count(id => id.StartsWith("slow", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_effect_whose_target_is_down_waits_and_keeps_its_tries()
    {
        await using var runtime = await TestRuntime.StartAsync(options => options.EffectPatience = TimeSpan.FromHours(1));
        runtime.Notes.Fail(times: 3);
        runtime.Notes.Failure = new EffectRetryLaterException("It is down.", TimeSpan.FromSeconds(30)) { IsPostponed = true, MessageZh = "目标不可用。" };
        await runtime.SendAsync("c", new Ask.Emit(new("note", "x", FeelContext.Empty)));
        await runtime.Notes.NextAsync();
        var postponed = Retry(await runtime.CommitAsync(batch => batch.Marks.Count > 0));
        Assert.Equal((0, ("It is down.", "目标不可用。")), (postponed.Attempts, EffectReason.Read(postponed.Error)));
        Assert.InRange((postponed.NextAt - TestRuntime.Noon).TotalSeconds, 30.5, 31.5);
        runtime.Time.Advance(TimeSpan.FromSeconds(32));
        Assert.Equal(1, (await runtime.Notes.NextAsync()).Attempt);
        await runtime.CommitAsync(batch => batch.Marks.Count > 0);

        // Not for ever: after its patience it spends tries, so that it ends where people see it.
        runtime.Time.Advance(TimeSpan.FromHours(1));
        await runtime.Notes.NextAsync();
        Assert.Equal(1, Retry(await runtime.CommitAsync(batch => batch.Marks.Count > 0)).Attempts);
    }

    [Fact]
    public async Task The_other_sides_wish_when_to_come_again_is_heard()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Notes.Fail(times: 1);
        runtime.Notes.Failure = new EffectRetryLaterException("Too many.", TimeSpan.FromMinutes(2));
        await runtime.SendAsync("c", new Ask.Emit(new("note", "x", FeelContext.Empty)));
        var retry = Retry(await runtime.CommitAsync(batch => batch.Marks.Count > 0));
        Assert.Equal(1, retry.Attempts);
        Assert.InRange((retry.NextAt - TestRuntime.Noon).TotalSeconds, 120.5, 121.5);
    }

    private static EffectMark.Retry Retry(JournalBatch batch) => Assert.IsType<EffectMark.Retry>(batch.Marks.Single());

    // One commit may hold several marks.
    private static async Task<int> DoneAsync(TestRuntime runtime, int count)
    {
        var done = 0;
        while (done < count) done += (await runtime.CommitAsync(batch => batch.Marks.Count > 0)).Marks.OfType<EffectMark.Done>().Count();
        return done;
    }

    private static Task<CommandResult> CallAsync(TestRuntime runtime, string target, int n) =>
        runtime.SendAsync("c", new Ask.Emit(new("hook", $"{target}/{n}", FeelContext.Empty)));

    private static Task<TestRuntime> StartAsync(Calls calls, Action<WorkflowItsmOptions>? options = null) => TestRuntime.StartAsync(options, builder =>
    {
        builder.Services.AddSingleton<IEffectHandler>(calls);
        builder.Services.AddSingleton<IEffectTargets>(calls);
    });

    /// <summary>Does effects of the kind <c>hook</c>; those of one target hang.</summary>
    private sealed class Calls : IEffectHandler, IEffectTargets
    {
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Hangs { get; init; } = "";

        public ConcurrentQueue<string> Ids { get; } = new();

        public string Kind => "hook";

        public int Of(string target) => Ids.Count(id => id.StartsWith(target, StringComparison.Ordinal));

        public void LetGo() => _gate.SetResult();

        public string? TargetOf(Effect effect) => effect.Kind == Kind ? effect.Target.Split('/')[0] : null;

        public async Task HandleAsync(EffectCall call, CancellationToken cancellationToken)
        {
            Ids.Enqueue(call.Effect.Target);
            if (TargetOf(call.Effect) == Hangs) await _gate.Task.WaitAsync(cancellationToken);
        }
    }
}
