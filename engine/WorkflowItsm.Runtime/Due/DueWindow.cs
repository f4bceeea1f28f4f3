using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Due;

/// <summary>
/// The due rows of the near future in memory: read ahead from the store, and kept true by what the writer
/// commits. Safe to share between threads.
/// </summary>
internal sealed class DueWindow
{
    private static readonly Comparer<DueItem> _byTime = Comparer<DueItem>.Create((left, right) =>
        left.At.CompareTo(right.At) is var at and not 0 ? at
        : string.CompareOrdinal(left.CaseId, right.CaseId) is var caseId and not 0 ? caseId
        : string.CompareOrdinal(left.Key, right.Key));

    private readonly Lock _gate = new();
    private readonly SortedSet<DueItem> _items = new(_byTime);
    private DateTimeOffset _until = DateTimeOffset.MinValue;

    /// <summary>When to look again: the first row, or the end of what was read.</summary>
    public DateTimeOffset Next
    {
        get
        {
            lock (_gate) return _items.Min is { } first && first.At < _until ? first.At : _until;
        }
    }

    public DateTimeOffset Until
    {
        get
        {
            lock (_gate) return _until;
        }
    }

    /// <summary>
    /// Says that the store is about to be read until a moment. Comes before the read, so that what is committed
    /// while it runs is not lost between the two.
    /// </summary>
    public void Announce(DateTimeOffset until)
    {
        lock (_gate) _until = until;
    }

    /// <summary>Adds what was read; when the limit cut it, the window ends at the last row.</summary>
    public void Add(IReadOnlyList<DueItem> read, bool cut)
    {
        lock (_gate)
        {
            _items.UnionWith(read);
            if (cut) _until = read[^1].At;
        }
    }

    /// <summary>Takes over what a transaction changed; true when something came that may be due before <see cref="Next"/>.</summary>
    public bool Apply(JournalBatch batch)
    {
        lock (_gate)
        {
            var before = _items.Min;
            foreach (var change in batch.Cases)
            {
                if (change.Before.Due == change.After.Due) continue;
                foreach (var row in change.Before.Due.Items.Except(change.After.Due)) _items.Remove(Item(change, row));
                foreach (var row in change.After.Due.Items.Except(change.Before.Due).Where(row => row.At <= _until))
                    _items.Add(Item(change, row));
            }

            return !Equals(_items.Min, before);
        }
    }

    /// <summary>Takes out the first rows that are due.</summary>
    public IReadOnlyList<DueItem> Take(DateTimeOffset now, int limit)
    {
        lock (_gate)
        {
            List<DueItem> due = [.. _items.TakeWhile(item => item.At <= now).Take(limit)];
            foreach (var item in due) _items.Remove(item);
            return due;
        }
    }

    /// <summary>Forgets everything; the store is to be read again.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _items.Clear();
            _until = DateTimeOffset.MinValue;
        }
    }

    private static DueItem Item(CaseChange change, DueRow row) => new(change.Kind, change.CaseId, row.Key, row.At);
}
