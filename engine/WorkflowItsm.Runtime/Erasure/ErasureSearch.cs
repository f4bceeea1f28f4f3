using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Erasure;

/// <summary>
/// Finds the rows of the journal whose personal part names a person. The journal is read in pieces, each as of its own
/// moment, so that a write-ahead log can be folded in between. Used by one thread.
/// </summary>
internal sealed class ErasureSearch(IJournalReader reader, ErasedPerson person, string own)
{
    private const int Piece = 512;
    private long _position;

    /// <summary>The rows that name the person, by case, from where the last search ended to the journal's end.</summary>
    public Dictionary<string, IReadOnlySet<long>> Rows(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, IReadOnlySet<long>>(StringComparer.Ordinal);
        while (Next(found))
            cancellationToken.ThrowIfCancellationRequested();
        return found;
    }

    /// <summary>The idempotency keys that name the person, and those of the given cases, which keep a digest of what was asked.</summary>
    public (IReadOnlyList<string> Keys, IReadOnlyList<string> Digests) Keys(IReadOnlyDictionary<string, IReadOnlySet<long>> cases)
    {
        List<string> keys = [], digests = [];
        using var snapshot = reader.OpenSnapshot();
        foreach (var used in snapshot.UsedKeys())
        {
            if (person.IsIn(used.Key)) keys.Add(used.Key);
            else if (used.Digest is not null && cases.ContainsKey(used.CaseId)) digests.Add(used.Key);
        }

        return (keys, digests);
    }

    /// <summary>All rows of a case.</summary>
    public IReadOnlyList<JournalRow> RowsOf(string caseId)
    {
        using var snapshot = reader.OpenSnapshot();
        return [.. snapshot.RowsOf(caseId)];
    }

    private bool Next(Dictionary<string, IReadOnlySet<long>> found)
    {
        using var snapshot = reader.OpenSnapshot();
        var before = _position;
        foreach (var row in snapshot.RowsAfter(_position, Piece))
        {
            _position = row.Position;
            if (row.CaseId == own || !Names(row)) continue;
            if (!found.TryGetValue(row.CaseId, out var positions)) found[row.CaseId] = positions = new HashSet<long>();
            ((HashSet<long>)positions).Add(row.Position);
        }

        return _position > before;
    }

    private bool Names(JournalRow row)
    {
        if (row.Personal is not { Data.IsEmpty: false } personal) return false;
        // Most rows name others: they need not be taken apart.
        var text = System.Text.Encoding.UTF8.GetString(personal.Data.Span);
        if (!person.Names.Items.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase))) return false;
        var (actor, values) = RowCodec.ReadPersonal(personal);
        return person.Is(actor) || values.Any(person.IsIn);
    }
}
