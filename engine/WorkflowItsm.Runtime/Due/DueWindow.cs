using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Due;

/// <summary>
/// The due rows of the near future in memory: read ahead from the store a page at a time, each page once, and kept
/// true by what the writer commits. Safe to share between threads.
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
    private DueItem? _last;
    private int _resets;

    /// <summary>When to look again: the first row, or the end of what was read.</summary>
    public DateTimeOffset Next
    {
        get
        {
            lock (_gate) return _items.Min is { } first && first.At < _until ? first.At : _until;
        }
    }

    /// <summary>Whether everything due by now that is in memory has been taken, and more may wait in the store.</summary>
    public bool NeedsPage(DateTimeOffset now)
    {
        lock (_gate) return _until <= now && !(_items.Min is { } first && first.At <= now);
    }

    /// <summary>
    /// Says that a page is about to be read, up to a moment. Comes before the read, so that what is committed while it
    /// runs is not lost between the two.
    /// </summary>
    public DuePage Announce(DateTimeOffset until)
    {
        lock (_gate)
        {
            _until = until;
            return new(_last, _resets);
        }
    }

    /// <summary>
    /// Adds what was read. When the limit cut it, the window ends at its last row, from which the next page goes on;
    /// else the next one begins again with the first row, and so with any that could not be fired.
    /// </summary>
    public void Add(DuePage page, IReadOnlyList<DueItem> read, bool cut)
    {
        lock (_gate)
        {
            if (page.Resets != _resets) return;
            _items.UnionWith(read);
            _last = cut ? read[^1] : null;
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
            var due = new List<DueItem>();
            while (due.Count < limit && _items.Min is { } first && first.At <= now)
            {
                due.Add(first);
                _items.Remove(first);
            }

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
            _last = null;
            _resets++;
        }
    }

    private static DueItem Item(CaseChange change, DueRow row) => new(change.Kind, change.CaseId, row.Key, row.At);
}

/// <summary>A page of due rows that is being read.</summary>
/// <param name="After">The row it follows; null for the first page.</param>
/// <param name="Resets">How often the window had forgotten everything; a page from before that says nothing.</param>
internal sealed record DuePage(DueItem? After, int Resets);
