using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Contract;

public sealed class DeadEffectTests
{
    private const string Id = "a.b.1.0";
    private static readonly Actor _owner = new("olga", Role.ProcessOwner);
    private static readonly Effect _note = new("note", "x", FeelContext.Of(("a", 1)));

    [Fact]
    public async Task A_retried_effect_is_done_at_once_with_all_that_it_held_under_the_same_id()
    {
        await using var runtime = await WithDeadAsync();
        var answer = Assert.IsType<CommandResult.Done>(await DecideAsync(runtime, new EffectCommand.Retry("The line is free.")));

        Assert.True(answer.Changed);
        Assert.Equal(new EffectCall(Id, "a.b", _note, 1, TestRuntime.Noon), await runtime.Notes.NextAsync());
        await runtime.CommitAsync(batch => batch.Marks is [EffectMark.Done]);
        Assert.Equal(EffectState.Done, (await FindAsync(runtime))!.State);
        Assert.Equal([(1L, "olga", (EffectFact)new EffectFact.Retried("The line is free."))], await HistoryAsync(runtime));
        Assert.True(runtime.Verify().IsWhole);
    }

    [Fact]
    public async Task An_effect_that_dies_again_may_be_retried_again_and_what_waits_goes_on_meanwhile()
    {
        await using var runtime = await WithDeadAsync();
        for (var n = 0; n < 3; n++)
        {
            runtime.Notes.Fail(times: 1);
            await DecideAsync(runtime, new EffectCommand.Retry(null));
            Assert.Equal((Id, 1), Named(await runtime.Notes.NextAsync()));
            // The mark of the other one before may come in the same commit.
            await runtime.CommitAsync(batch => batch.Marks.OfType<EffectMark.Dead>().Any());
            await runtime.SendAsync("other", new Ask.Emit(_note));
            Assert.StartsWith("other.", (await runtime.Notes.NextAsync()).Id, StringComparison.Ordinal);
        }

        Assert.Equal(3, (await HistoryAsync(runtime)).Count);
    }

    [Fact]
    public async Task A_retried_effect_is_done_after_a_restart_too()
    {
        await using var runtime = await WithDeadAsync();
        runtime.Notes.Gate = new();
        await DecideAsync(runtime, new EffectCommand.Retry(null));
        await runtime.Notes.NextAsync();
        await runtime.RestartAsync();

        Assert.Equal((Id, 1), Named(await runtime.Notes.NextAsync()));
    }

    [Fact]
    public async Task A_skipped_effect_is_never_done_and_says_why_it_failed_and_why_it_was_skipped()
    {
        await using var runtime = await WithDeadAsync();
        await DecideAsync(runtime, new EffectCommand.Skip("Told by phone."));
        await runtime.RestartAsync();
        await runtime.SendAsync("c", new Ask.Emit(_note));

        Assert.StartsWith("c.", (await runtime.Notes.NextAsync()).Id, StringComparison.Ordinal);
        var skipped = (await FindAsync(runtime))!;
        Assert.Equal((EffectState.Skipped, "Nobody lives there."), (skipped.State, skipped.LastError));
        Assert.Equal([(1L, "olga", (EffectFact)new EffectFact.Skipped("Told by phone."))], await HistoryAsync(runtime));
        using var hand = runtime.Database.Hand();
        Assert.Equal(1L, Convert.ToInt64(hand.Value("SELECT count(*) FROM effect WHERE position = 1 AND payload IS NULL"), null));
    }

    [Fact]
    public async Task Of_two_who_decide_differently_the_second_is_refused_and_repeats_change_nothing()
    {
        await using var runtime = await WithDeadAsync();
        Task<CommandResult>[] all =
        [
            DecideAsync(runtime, new EffectCommand.Skip("No.")), DecideAsync(runtime, new EffectCommand.Retry(null)),
            DecideAsync(runtime, new EffectCommand.Skip("Really, no.")),
        ];
        var answers = await Task.WhenAll(all);

        Assert.True(Assert.IsType<CommandResult.Done>(answers[0]).Changed);
        Assert.Equal(
            "The effect 'a.b.1.0' was skipped, and what it would have done is no longer kept; only one that was given up can be retried or skipped.",
            Assert.IsType<CommandResult.Refused>(answers[1]).Refusal.Sentence);
        Assert.False(Assert.IsType<CommandResult.Done>(answers[2]).Changed);
        Assert.Single(await HistoryAsync(runtime));
    }

    [Fact]
    public async Task An_effect_that_was_done_and_one_that_is_not_there_are_refused_in_both_languages()
    {
        await using var runtime = await WithDeadAsync();
        await DecideAsync(runtime, new EffectCommand.Retry(null));
        await runtime.CommitAsync(batch => batch.Marks is [EffectMark.Done]);

        Assert.Equal(
            new Refusal("effect-not-dead", "The effect 'a.b.1.0' has been done; only one that was given up can be retried or skipped.")
            {
                SentenceZh = "操作“a.b.1.0”已完成；只有已放弃的操作才能重试或跳过。",
            },
            Assert.IsType<CommandResult.Refused>(await DecideAsync(runtime, new EffectCommand.Skip("No."))).Refusal);
        foreach (var stranger in (string[])["a.b.9.0", "b.1.0", "x", "..", "a.b.1.x"])
            Assert.Equal(
                "no-such-effect",
                Assert.IsType<CommandResult.Refused>(await DecideAsync(runtime, new EffectCommand.Retry(null), id: stranger)).Refusal.Code);
    }

    [Fact]
    public async Task Only_process_owners_and_administrators_decide()
    {
        await using var runtime = await WithDeadAsync();
        foreach (var role in (Role[])[Role.Requester, Role.Agent, Role.Auditor])
            Assert.Equal(
                "not-permitted",
                Assert.IsType<CommandResult.Refused>(await DecideAsync(runtime, new EffectCommand.Retry(null), new("eve", role))).Refusal.Code);
        Assert.Equal(EffectState.Dead, (await FindAsync(runtime))!.State);
    }

    private static async Task<TestRuntime> WithDeadAsync()
    {
        var runtime = await TestRuntime.StartAsync(options => options.EffectTries = 1);
        runtime.Notes.Fail(times: 1);
        runtime.Notes.Failure = new EffectFailedForGoodException("Nobody lives there.");
        await runtime.SendAsync("a.b", new Ask.Emit(_note));
        await runtime.Notes.NextAsync();
        await runtime.CommitAsync(batch => batch.Marks is [EffectMark.Dead]);
        return runtime;
    }

    private static Task<CommandResult> DecideAsync(TestRuntime runtime, EffectCommand command, Actor? actor = null, string id = Id) =>
        runtime.Cases.SendAsync(new(EffectStreams.Kind, EffectStreams.CaseIdOf(id), command, actor ?? _owner), TestContext.Current.CancellationToken);

    private static Task<EffectRecord?> FindAsync(TestRuntime runtime) =>
        runtime.Services.GetRequiredService<IOperations>().EffectAsync(Id, _owner, TestContext.Current.CancellationToken);

    private static async Task<List<(long, string, EffectFact)>> HistoryAsync(TestRuntime runtime)
    {
        var facts = await runtime.Cases.HistoryAsync(EffectStreams.Kind, EffectStreams.CaseIdOf(Id), TestContext.Current.CancellationToken);
        return [.. facts.Select(fact => (fact.Sequence, fact.Header.Actor, (EffectFact)fact.Fact))];
    }

    private static (string Id, int Attempt) Named(EffectCall call) => (call.Id, call.Attempt);
}
