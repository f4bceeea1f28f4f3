using System.Data.Common;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Retention;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Storage.Relational.Queries;

/// <summary>Finds what has expired, over connections that cannot write.</summary>
internal sealed class ExpiredRows(JournalDatabase database) : IExpiredRows
{
    private const string EffectKey = "effect:", ReturnKey = "return:";
    private const int Page = 5000;

    // Done (1) or skipped (3).
    private const string Effects = """
        SELECT position, idx FROM effect WHERE state IN (1, 3) AND recorded_at < $1 ORDER BY position, idx LIMIT $2
        """;

    private const string TicketKeys = """
        SELECT k.key FROM used_key k JOIN ticket t ON t.case_id = k.case_id WHERE t.active = 'false'
        AND t.closed_at <> '' AND t.closed_at < $1 LIMIT $2
        """;

    private const string EffectKeys = "SELECT key FROM used_key WHERE key > $1 AND key < $2 ORDER BY key LIMIT $3";
    private const string OpenEffects = "SELECT position, idx FROM effect WHERE state <> 1 AND state IN (0, 2)";
    private const string Last = "SELECT COALESCE(MAX(position), 0) FROM journal";
    private const string TimeAt = "SELECT time FROM journal WHERE position = $1";

    public async ValueTask<IReadOnlyList<EffectPlace>> EffectsAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        await database.ListAsync(Effects, Place, cancellationToken, before.UtcTicks, (long)limit);

    public async ValueTask<IReadOnlyList<string>> KeysAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var tickets = await database.ListAsync(TicketKeys, Text, cancellationToken, TableText.Of(Feel.FeelValue.DateTime(before)), (long)limit);
        if (tickets.Count > 0) return tickets;
        var last = await LastBeforeAsync(before, cancellationToken);
        var open = (await database.ListAsync(OpenEffects, Place, cancellationToken)).ToHashSet();
        List<string> found = [];
        foreach (var prefix in (string[])[EffectKey, ReturnKey])
        {
            // A page at a time: a store may have millions of them that are younger.
            for (var after = prefix; found.Count < limit;)
            {
                // ';' follows ':'.
                var keys = await database.ListAsync(EffectKeys, Text, cancellationToken, after, $"{prefix[..^1]};", (long)Page);
                found.AddRange(keys.Where(key => EffectStreams.Read(key[prefix.Length..]) is var (_, place) && place.Position <= last && !open.Contains(place)));
                if (keys.Count < Page) break;
                after = keys[^1];
            }
        }

        return found;
    }

    // Rows follow each other in time, and there may be millions: by halves.
    private async ValueTask<long> LastBeforeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (low, high) = (0L, (await database.ListAsync(Last, reader => reader.GetInt64(0), cancellationToken))[0]);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            var time = (await database.ListAsync(TimeAt, reader => reader.GetInt64(0), cancellationToken, middle)).SingleOrDefault();
            if (time < before.UtcTicks) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private static EffectPlace Place(DbDataReader reader) => new(reader.GetInt64(0), checked((int)reader.GetInt64(1)));

    private static string Text(DbDataReader reader) => reader.GetString(0);
}
