using System.Collections.Concurrent;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Faults.Tests.Runtimes;

/// <summary>The outside party that effects go to: it keeps what it was sent, and nothing takes that from it.</summary>
/// <param name="tell">Called for each delivery; null for nobody.</param>
internal sealed class Sink(Action<Delivery>? tell = null) : IEffectHandler
{
    private readonly ConcurrentQueue<Delivery> _deliveries = new();

    public string Kind => "note";

    public IReadOnlyCollection<Delivery> Deliveries => _deliveries;

    /// <summary>One that has been sent something before.</summary>
    public static Sink Of(IEnumerable<Delivery> deliveries)
    {
        var sink = new Sink();
        foreach (var delivery in deliveries) sink._deliveries.Enqueue(delivery);
        return sink;
    }

    public Task HandleAsync(EffectCall call, CancellationToken cancellationToken)
    {
        var delivery = new Delivery(call.Effect.Target, call.Id);
        tell?.Invoke(delivery);
        _deliveries.Enqueue(delivery);
        return Task.CompletedTask;
    }
}

/// <summary>An effect as it reached the outside.</summary>
/// <param name="Target">To whom; one command names one target.</param>
/// <param name="Id">What the outside deduplicates by.</param>
internal sealed record Delivery(string Target, string Id);
