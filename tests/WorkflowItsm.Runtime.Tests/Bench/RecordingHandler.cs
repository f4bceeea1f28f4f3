using System.Threading.Channels;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>Does effects of kind <c>note</c> by telling the test; fails as often as the test asks.</summary>
internal sealed class RecordingHandler : IEffectHandler
{
    private readonly Channel<EffectCall> _calls = Channel.CreateUnbounded<EffectCall>();
    private int _failures;

    public string Kind => "note";

    /// <summary>When set, a call waits for it before it returns.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public void Fail(int times) => _failures = times;

    /// <summary>What it fails with.</summary>
    public Exception Failure { get; set; } = new IOException("The line is busy.");

    /// <summary>The next call, waiting for it if it has not come.</summary>
    public ValueTask<EffectCall> NextAsync() => _calls.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Whether no call has come that was not read.</summary>
    public bool IsQuiet => _calls.Reader.Count == 0;

    public async Task HandleAsync(EffectCall call, CancellationToken cancellationToken)
    {
        _calls.Writer.TryWrite(call);
        if (Gate is { } gate) await gate.Task.WaitAsync(cancellationToken);
        if (Interlocked.Decrement(ref _failures) >= 0) throw Failure;
    }
}
