using System.Diagnostics;
using System.Diagnostics.Metrics;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Insight;

/// <summary>What the runtime tells about itself: a meter and an activity source, both named <c>WorkflowItsm</c>.</summary>
internal sealed class RuntimeMetrics : IDisposable
{
    public const string Name = "WorkflowItsm";
    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _commands;
    private readonly Counter<long> _due;
    private readonly Counter<long> _effects;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<double> _effectDuration;
    private readonly Counter<long> _checked;
    private readonly Counter<long> _damage;
    private readonly Counter<long> _expired;
    private readonly Counter<long> _emptied;
    private Func<int> _queueLength = () => 0;

    public RuntimeMetrics()
    {
        _commands = _meter.CreateCounter<long>("workflowitsm.commands", "{command}", "Commands answered, by kind of stream and result.");
        _due = _meter.CreateCounter<long>("workflowitsm.due.fired", "{row}", "Due rows fired, by result.");
        _effects = _meter.CreateCounter<long>("workflowitsm.effects", "{effect}", "Effects tried, by kind and result.");
        _batchSize = _meter.CreateHistogram<int>("workflowitsm.batch.rows", "{row}", "Journal rows of a transaction.");
        _commitDuration = _meter.CreateHistogram<double>("workflowitsm.commit.duration", "s", "How long a transaction took.");
        _effectDuration = _meter.CreateHistogram<double>("workflowitsm.effect.duration", "s", "How long an effect took.");
        _expired = _meter.CreateCounter<long>("workflowitsm.retention.deleted", "{row}", "Rows of effects and keys deleted because they had expired.");
        _emptied = _meter.CreateCounter<long>("workflowitsm.retention.erased", "{case}", "Closed cases that lost their personal parts because of their age.");
        _checked = _meter.CreateCounter<long>("workflowitsm.integrity.rows", "{row}", "Journal rows checked since the start.");
        _damage = _meter.CreateCounter<long>("workflowitsm.integrity.problems", "{problem}", "Damaged places the check has found since the start.");
        _meter.CreateObservableGauge("workflowitsm.queue.length", () => _queueLength(), "{command}", "Commands that wait for the writer.");
    }

    public static ActivitySource Source { get; } = new(Name);

    public void Watch(Func<int> queueLength) => _queueLength = queueLength;

    public void Answered(string kind, CommandResult result) =>
        _commands.Add(
            1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("result", result.GetType().Name));

    public void Committed(JournalBatch batch, TimeSpan took)
    {
        _batchSize.Record(batch.Rows.Count);
        _commitDuration.Record(took.TotalSeconds);
    }

    public void Fired(CommandResult result) => _due.Add(1, new KeyValuePair<string, object?>("result", result.GetType().Name));

    public void Effect(string kind, string result, TimeSpan took)
    {
        _effects.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("result", result));
        _effectDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
    }

    public void Expired(long rows) => _expired.Add(rows);

    public void Emptied(long cases) => _emptied.Add(cases);

    public void Checked(long rows, int problems)
    {
        _checked.Add(rows);
        _damage.Add(problems);
    }

    public void Dispose() => _meter.Dispose();
}
