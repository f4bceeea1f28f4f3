using System.Threading.Channels;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>Does effects of kind <c>note</c> by telling the test; fails as often as the test asks.</summary>
internal sealed class RecordingHandler : IEffectHandler
{
    // Long enough for the busiest machine: a test that waits in vain fails with a sentence instead of hanging.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Channel<EffectCall> _calls = Channel.CreateUnbounded<EffectCall>();
    private int _failures;

    public string Kind => "note";

    /// <summary>When set, a call waits for it before it returns.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public void Fail(int times) => _failures = times;

    /// <summary>What it fails with.</summary>
    public Exception Failure { get; set; } = new IOException("The line is busy.");

    /// <summary>The next call, waiting for it if it has not come.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public async ValueTask<EffectCall> NextAsync()
    {
        try
        {
            return await _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(_patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The effect that the test waits for was not done within {_patience}.");
        }
    }

    /// <summary>Whether no call has come that was not read.</summary>
    public bool IsQuiet => _calls.Reader.Count == 0;

    public async Task HandleAsync(EffectCall call, CancellationToken cancellationToken)
    {
        // Before the test hears of it: what it asks for next is meant for later calls.
        var fails = Interlocked.Decrement(ref _failures) >= 0;
        _calls.Writer.TryWrite(call);
        if (Gate is { } gate) await gate.Task.WaitAsync(cancellationToken);
        if (fails) throw Failure;
    }
}
