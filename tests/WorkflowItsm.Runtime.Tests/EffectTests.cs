using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

public sealed class EffectTests
{
    [Fact]
    public async Task An_effect_is_done_after_its_commit_under_a_stable_id()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Store.Hold();
        var sent = runtime.SendAsync("c", Note("x"));
        Assert.True(runtime.Notes.IsQuiet);
        runtime.Store.LetGo();
        await sent;

        Assert.Equal(
            new EffectCall("c.1.0", "c", new("note", "x", FeelContext.Of(("a", 1))), 1, TestRuntime.Noon), await runtime.Notes.NextAsync());
    }

    [Fact]
    public async Task An_effect_that_was_not_finished_is_done_again_after_a_restart_under_the_same_id()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Notes.Gate = new();
        await runtime.SendAsync("c", Note("x"));
        var first = await runtime.Notes.NextAsync();
        await runtime.RestartAsync();

        Assert.Equal(first, await runtime.Notes.NextAsync());
        await runtime.CommitAsync(batch => batch.Marks is [EffectMark.Done]);
        await runtime.RestartAsync();
        await runtime.SendAsync("c", Note("y"));
        Assert.Equal("y", (await runtime.Notes.NextAsync()).Effect.Target);
    }

    [Fact]
    public async Task An_effect_whose_mark_was_lost_is_done_again_rather_than_never()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Add(1));
        runtime.Store.Plan(nameof(ICaseStore.CommitAsync), Fault.Fails, call: 2);
        await runtime.SendAsync("c", Note("x"));
        await runtime.Notes.NextAsync();
        await runtime.StopAsync();
        await runtime.StartAgainAsync();

        Assert.Equal("c.2.0", (await runtime.Notes.NextAsync()).Id);
    }

    [Fact]
    public async Task A_failed_effect_waits_longer_each_time_and_is_dead_in_the_end()
    {
        await using var runtime = await TestRuntime.StartAsync(options => options.EffectTries = 4);
        runtime.Notes.Fail(times: 4);
        await runtime.SendAsync("c", Note("x"));
        foreach (var seconds in new[] { 1, 2, 4 })
        {
            var call = await runtime.Notes.NextAsync();
            var retry = (EffectMark.Retry)(await runtime.CommitAsync(batch => batch.Marks.Count > 0)).Marks[0];
            Assert.Equal(call.Attempt, retry.Attempts);
            Assert.InRange((retry.NextAt - runtime.Time.GetUtcNow()).TotalSeconds, 0.8 * seconds, 1.2 * seconds);
            Assert.True(runtime.Notes.IsQuiet);
            runtime.Time.Advance(TimeSpan.FromSeconds(1.2 * seconds));
        }

        Assert.Equal(4, (await runtime.Notes.NextAsync()).Attempt);
        Assert.Equal(
            new EffectMark.Dead(new(1, 0), 4, "The line is busy."), (await runtime.CommitAsync(batch => batch.Marks.Count > 0)).Marks[0]);
        await runtime.RestartAsync();
        await runtime.SendAsync("c", Note("y"));
        Assert.Equal("y", (await runtime.Notes.NextAsync()).Effect.Target);
    }

    [Fact]
    public async Task The_number_of_tries_survives_a_restart()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Notes.Fail(times: 1);
        await runtime.SendAsync("c", Note("x"));
        await runtime.CommitAsync(batch => batch.Marks.Count > 0);
        await runtime.RestartAsync();
        Assert.True(runtime.Notes.IsQuiet);
        runtime.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(2, (await runtime.Notes.NextAsync()).Attempt);
    }

    [Fact]
    public async Task An_effect_that_can_never_succeed_is_dead_at_once()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Notes.Fail(times: 1);
        runtime.Notes.Failure = new EffectFailedForGoodException("Nobody lives there.");
        await runtime.SendAsync("c", Note("x"));

        Assert.Equal(
            new EffectMark.Dead(new(1, 0), 1, "Nobody lives there."), (await runtime.CommitAsync(batch => batch.Marks.Count > 0)).Marks[0]);
    }

    [Fact]
    public async Task An_effect_without_a_handler_is_dead_at_once_and_says_why()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("c", new Ask.Emit(new("fax", "x", FeelContext.Empty)));

        var dead = Assert.IsType<EffectMark.Dead>((await runtime.CommitAsync(batch => batch.Marks.Count > 0)).Marks[0]);
        Assert.Equal(
            "No handler is registered for effects of kind 'fax'; registered: call, deliver, deliver-signal, erase, hear, listen, note, pass-on, publish, script, signal, start-case. "
                + "Register one with AddEffectHandler.", EffectReason.Read(dead.Error).En);
        var operations = runtime.Services.GetRequiredService<IOperations>();
        Assert.Equal(
            [new EffectRecord("c.1.0", "c", "fax", "x", EffectState.Dead, 1, TestRuntime.Noon, TestRuntime.Noon, EffectReason.Read(dead.Error).En, EffectReason.Read(dead.Error).Zh)],
            await operations.EffectsAsync(EffectState.Dead, 10, TestRuntime.Ann, TestContext.Current.CancellationToken));
        Assert.Empty(await operations.EffectsAsync(EffectState.Pending, 10, TestRuntime.Ann, TestContext.Current.CancellationToken));
        Assert.Empty(
            await operations.EffectsAsync(EffectState.Dead, 10, new("eve", Role.Requester), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Messages_of_one_case_arrive_in_the_order_they_were_sent()
    {
        await using var runtime = await TestRuntime.StartAsync();
        for (var n = 0; n < 50; n++)
            await runtime.SendAsync("a", new Ask.Emit(new(EffectKinds.Deliver, "b", FeelContext.Of(("name", $"m{n}")))));
        var heard = await runtime.CounterAsync("b", counter => counter.Log.Count == 50);

        Assert.Equal(Enumerable.Range(0, 50).Select(n => $"delivered m{n}"), heard.Log.Items);
    }

    [Fact]
    public async Task A_delivery_that_is_done_twice_is_heard_once()
    {
        await using var runtime = await TestRuntime.StartAsync();
        // The command's commit is the first, the delivery the second, its mark the third, which is lost.
        runtime.Store.Plan(nameof(ICaseStore.CommitAsync), Fault.Fails, call: 3);
        await runtime.SendAsync("a", new Ask.Emit(new(EffectKinds.Deliver, "b", FeelContext.Of(("name", "m")))));
        await runtime.CounterAsync("b", counter => counter.Log.Count == 1);
        await runtime.RestartAsync();
        await runtime.CommitAsync(batch => batch.Marks is [EffectMark.Done]);

        Assert.Equal(["delivered m"], (await runtime.CounterAsync("b"))!.Log.Items);
    }

    [Fact]
    public async Task A_published_message_reaches_the_conversation_of_its_key()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("a", new Ask.Emit(new(EffectKinds.Publish, "alert", FeelContext.Of(("key", "k1")))));
        await runtime.CommitAsync(batch => batch.Rows is [{ CaseId: "conversation:k1" }]);
        await runtime.SendAsync("a", new Ask.Emit(new(EffectKinds.Listen, "k1", FeelContext.Of(("case", "b"), ("listens", true)))));

        Assert.Equal(["delivered alert"], (await runtime.CounterAsync("b", counter => counter.Log.Count == 1)).Log.Items);
    }

    [Fact]
    public async Task A_service_task_is_answered_with_its_handlers_result()
    {
        await using var runtime = await TestRuntime.StartAsync(parts: builder => builder.AddServiceTaskHandler<Doubler>("double"));
        await runtime.SendAsync("a", Call("double"));

        Assert.Equal(["7 answered {\"doubled\": 42}"], (await runtime.CounterAsync("a", counter => counter.Log.Count == 1)).Log.Items);
    }

    [Fact]
    public async Task A_service_task_without_a_handler_is_answered_as_a_failure()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.SendAsync("a", Call("triple"));

        Assert.Equal(
            ["7 failed: No handler named 'triple' is registered; register one with AddServiceTaskHandler(\"triple\"), "
                + "or name another in the service task."],
            (await runtime.CounterAsync("a", counter => counter.Log.Count == 1)).Log.Items);
    }

    [Fact]
    public async Task A_service_task_whose_handler_fails_for_the_last_time_is_answered_as_a_failure()
    {
        await using var runtime = await TestRuntime.StartAsync(
            options => options.EffectTries = 2, builder => builder.AddServiceTaskHandler<Broken>("broken"));
        await runtime.SendAsync("a", Call("broken"));
        await runtime.CommitAsync(batch => batch.Marks is [EffectMark.Retry]);
        runtime.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(
            ["7 failed: The handler 'broken' failed 2 times; the last error was: It is broken."],
            (await runtime.CounterAsync("a", counter => counter.Log.Count == 1)).Log.Items);
    }

    [Fact]
    public async Task A_failing_effect_does_not_hold_up_the_others()
    {
        await using var runtime = await TestRuntime.StartAsync();
        runtime.Notes.Fail(times: 1);
        await runtime.SendAsync("c", Note("x"));
        await runtime.CommitAsync(batch => batch.Marks is [EffectMark.Retry]);
        await runtime.SendAsync("c", Note("y"));

        Assert.Equal(["x", "y"], [(await runtime.Notes.NextAsync()).Effect.Target, (await runtime.Notes.NextAsync()).Effect.Target]);
    }

    private static Ask.Emit Note(string target) => new(new("note", target, FeelContext.Of(("a", 1))));

    private static Ask.Emit Call(string handler)
    {
        var input = FeelValue.Context(FeelContext.Of(("n", 21)));
        return new(new(EffectKinds.Call, handler, FeelContext.Of(("wait", 7), ("element", "Task_1"), ("input", input))));
    }

    private sealed class Doubler : IServiceTaskHandler
    {
        public Task<FeelContext> HandleAsync(ServiceTaskCall call, CancellationToken cancellationToken) =>
            Task.FromResult(FeelContext.Of(("doubled", call.Input["n"].TryGetInt(out var n) ? 2 * n : FeelValue.Null)));
    }

    private sealed class Broken : IServiceTaskHandler
    {
        public Task<FeelContext> HandleAsync(ServiceTaskCall call, CancellationToken cancellationToken) =>
            throw new IOException("It is broken.");
    }
}
