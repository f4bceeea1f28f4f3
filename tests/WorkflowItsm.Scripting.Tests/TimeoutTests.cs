using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Scripts;
using WorkflowItsm.Scripting.Running;
using WorkflowItsm.Scripting.Tests.Bench;

namespace WorkflowItsm.Scripting.Tests;

/// <summary>Scripts whose time is over, under a clock that the test moves.</summary>
public sealed class TimeoutTests
{
    private readonly FakeTimeProvider _time = new(ScriptHost.Noon);

    [Fact]
    public async Task A_script_that_heeds_its_token_is_stopped_and_tried_again()
    {
        var language = Csharp.Language(time: _time);
        using var gate = new Gate();
        var running = language.RunAsync(Csharp.Call($"{gate.Open} await Task.Delay(-1, Cancellation);"), TestContext.Current.CancellationToken);
        await gate.Begun;

        _time.Advance(TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<ScriptFailedException>(() => running);
        Assert.Equal(("It was stopped after 00:00:30, as long as a script may run.", false), (failure.Message, failure.IsFinal));
    }

    [Fact]
    public async Task A_script_that_does_not_is_left_alone_with_an_incident_and_nobody_else_runs_it_meanwhile()
    {
        var language = Csharp.Language(time: _time);
        using var gate = new Gate();
        var call = Csharp.Call($"{gate.Open} {gate.Wait} return 1;");
        var running = language.RunAsync(call, TestContext.Current.CancellationToken);
        await gate.Begun;

        _time.Advance(TimeSpan.FromSeconds(35));

        var given = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => running);
        Assert.Equal(
            "It did not end within 00:00:30, nor in the 00:00:05 after it was told to stop. It cannot be aborted and may still run, but what it gives reaches the process no more. "
                + "Let it hand its cancellation token on, and restart the program if it does not end.",
            given.Message);
        Assert.True((await Assert.ThrowsAsync<EffectRetryLaterException>(() => language.RunAsync(call, TestContext.Current.CancellationToken))).IsPostponed);

        gate.Release();
        Assert.Equal((FeelValue)1, await RunsAgainAsync(language, call));
    }

    [Fact]
    public async Task A_script_that_the_end_of_the_program_stops_is_not_a_failure()
    {
        var language = Csharp.Language(time: _time);
        using var gate = new Gate();
        using var stop = new CancellationTokenSource();
        var running = language.RunAsync(Csharp.Call($"{gate.Open} {gate.Wait} return 1;"), stop.Token);
        await gate.Begun;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_TimeoutException_of_the_script_itself_is_a_failure_like_others() =>
        Assert.Equal("TimeoutException: Slow.", (await Assert.ThrowsAsync<ScriptFailedException>(() => Csharp.RunAsync("throw new TimeoutException(\"Slow.\");"))).Message);

    // The end of the run that was left alone is noticed a moment after the gate opens.
    private static async Task<FeelValue> RunsAgainAsync(CSharpLanguage language, ScriptCall call)
    {
        while (true)
        {
            try
            {
                return await language.RunAsync(call, TestContext.Current.CancellationToken);
            }
            catch (EffectRetryLaterException)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>Lets a script say that it has begun, and lets it wait although it is told to stop.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly string _name = $"gate-{Guid.NewGuid():N}";
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Gate()
        {
            AppContext.SetData(_name, _begun);
            AppContext.SetData($"{_name}-end", _end);
        }

        public Task Begun => _begun.Task;

        public string Open => $"(AppContext.GetData(\"{_name}\") as TaskCompletionSource)?.TrySetResult();";

        public string Wait => $"if (AppContext.GetData(\"{_name}-end\") is TaskCompletionSource end) await end.Task;";

        public void Release() => _end.SetResult();

        public void Dispose()
        {
            _end.TrySetResult();
            AppContext.SetData(_name, null);
            AppContext.SetData($"{_name}-end", null);
        }
    }
}
