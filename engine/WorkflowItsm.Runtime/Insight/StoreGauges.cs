using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Insight;

/// <summary>
/// Shows the store's figures as gauges. They are counted when somebody looks, at most every five seconds, and left out
/// while the store cannot be read.
/// </summary>
internal sealed class StoreGauges(IEnumerable<IStoreFigures> figures, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly Meter _meter = new(RuntimeMetrics.Name);
    private StoreFigures? _last;
    private long _countedAt;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (figures.LastOrDefault() is not { } source) return Task.CompletedTask;
        Gauge("workflowitsm.due.overdue", "{row}", "Timers and clocks that are due and have not fired.", counted => counted.Overdue);
        Gauge("workflowitsm.effects.waiting", "{effect}", "Effects to be done or tried again.", counted => counted.EffectsWaiting);
        Gauge("workflowitsm.effects.dead", "{effect}", "Effects that were given up and wait for a person.", counted => counted.EffectsDead);
        Gauge("workflowitsm.store.size", "By", "The size of the journal and its tables.", counted => counted.Bytes);
        return Task.CompletedTask;

        void Gauge(string name, string unit, string description, Func<StoreFigures, long> figure) =>
            _meter.CreateObservableGauge(name, () => Count(source) is { } counted ? [new Measurement<long>(figure(counted))] : Array.Empty<Measurement<long>>(), unit, description);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _meter.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _meter.Dispose();

    private StoreFigures? Count(IStoreFigures source)
    {
        lock (_gate)
        {
            if (_last is not null && Stopwatch.GetElapsedTime(_countedAt) < _fresh) return _last;
            try
            {
                // Whoever collects metrics does so on a thread of its own, and synchronously.
                _last = source.CountAsync(time.GetUtcNow()).AsTask().GetAwaiter().GetResult();
                _countedAt = Stopwatch.GetTimestamp();
                return _last;
            }
            catch (StoreException)
            {
                return null;
            }
        }
    }
}
