using System.Runtime.InteropServices;
using System.Security.Cryptography;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Queries;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Relational.Journal;

/// <summary>Says a transaction in statements: as few rows a command as can be, and none for what has not changed.</summary>
internal sealed class BatchWriter(IStatements statements, TicketDialect dialect)
{
    public void Write(JournalBatch batch)
    {
        foreach (var row in batch.Rows) Write(row);
        var personal = batch.Rows.Where(row => row.Personal is not null).Select(row => row.CaseId).ToHashSet(StringComparer.Ordinal);
        foreach (var change in batch.Cases) Write(change, personal.Contains(change.CaseId));
        foreach (var key in batch.Keys) Run(BatchSql.Key, key.Key, key.Digest, key.Kind, key.CaseId);
        foreach (var (prefix, last) in batch.Counters) Run(BatchSql.Counter, prefix, last);
        foreach (var effect in batch.Effects) Write(effect);
        foreach (var mark in batch.Marks) Write(mark);
        foreach (var bundle in batch.Bundles) Write(bundle);
        if (!batch.Erased.IsEmpty) Write(batch.Erased);
        foreach (var snapshot in batch.Snapshots) Write(snapshot);
        foreach (var (position, index) in batch.Expired.Effects) Run(BatchSql.EffectExpired, position, index);
        foreach (var key in batch.Expired.Keys) Run(BatchSql.KeyErased, key);
        foreach (var kind in batch.FactKinds) Run(BatchSql.FactKind, kind.Tag, kind.Name, kind.Version);
    }

    private void Write(JournalRow row)
    {
        Run(
            BatchSql.Journal,
            row.Position,
            row.CaseId,
            row.Kind,
            row.FirstSequence,
            row.Count,
            row.Time,
            row.Release,
            Bytes(row.Record),
            Bytes(row.PersonalDigest),
            Bytes(row.Hash),
            row.Checksum);
        if (row.Personal is { } personal) Run(BatchSql.Personal, row.Position, Bytes(personal.Salt), Bytes(personal.Data));
    }

    private void Write(CaseChange change, bool isPersonal)
    {
        WriteTicket(change, isPersonal);
        var (before, after) = (change.Before, change.After);
        foreach (var task in before.Tasks.Items.Where(old => !after.Tasks.Items.Any(task => task.WaitId == old.WaitId)))
            Run(BatchSql.NoTask, change.CaseId, task.WaitId);
        foreach (var task in after.Tasks.Items.Except(before.Tasks))
            Run(BatchSql.Task, change.CaseId, task.WaitId, task.ElementId, Indexed(task.CandidateTeam), Indexed(task.Assignee));
        foreach (var due in before.Due.Items.Where(old => !after.Due.Items.Any(due => due.Key == old.Key)))
            Run(BatchSql.NoDue, change.CaseId, due.Key);
        foreach (var due in after.Due.Items.Except(before.Due))
            Run(BatchSql.Due, change.CaseId, due.Key, change.Kind, due.At.UtcTicks);
    }

    private void WriteTicket(CaseChange change, bool isPersonal)
    {
        var before = change.Before.Search;
        if (change.After.Search is not { } row)
        {
            if (before is not null) Run(BatchSql.NoTicket, change.CaseId);
        }
        else if (row == before)
        {
            Run(isPersonal ? BatchSql.TicketVersionPersonal : BatchSql.TicketVersion, change.CaseId, change.Version);
        }
        else
        {
            Run(TicketSql.Upsert, [.. TicketSql.Values(dialect, change.CaseId, change.Version, row), isPersonal ? "true" : before is null ? TicketSql.Ask : "false"]);
        }
    }

    private void Write(RecordedEffect effect) => Run(
        BatchSql.Effect,
        effect.Place.Position,
        effect.Place.Index,
        effect.CaseId,
        effect.Effect.Kind,
        effect.Effect.Target,
        TicketColumns.Exact(effect.Effect.Payload),
        effect.RecordedAt.UtcTicks,
        effect.Attempts,
        effect.NextAt.UtcTicks,
        (int)EffectState.Pending);

    private void Write(EffectMark mark)
    {
        var (position, index) = mark.Place;
        switch (mark)
        {
            case EffectMark.Done:
                Run(BatchSql.EffectDone, position, index, (int)EffectState.Done);
                break;
            case EffectMark.Retry retry:
                Run(BatchSql.EffectRetry, position, index, retry.Attempts, retry.NextAt.UtcTicks, retry.Error);
                break;
            case EffectMark.Revived revived:
                Run(BatchSql.EffectRevived, position, index, (int)EffectState.Pending, revived.NextAt.UtcTicks);
                break;
            case EffectMark.Skipped:
                Run(BatchSql.EffectSkipped, position, index, (int)EffectState.Skipped);
                break;
            case EffectMark.Dead dead:
                Run(BatchSql.EffectDead, position, index, (int)EffectState.Dead, dead.Attempts, dead.Error);
                break;
        }
    }

    private void Write(JournalErasure erased)
    {
        foreach (var position in erased.Personal)
        {
            Run(BatchSql.PersonalErased, position);
            Run(BatchSql.SnapshotErased, position);
        }

        // Only now is nothing of a case left that is to go.
        foreach (var position in erased.Personal) Run(BatchSql.PersonalGone, position);

        foreach (var position in erased.Effects)
        {
            Run(BatchSql.MailErased, position, (int)EffectState.Skipped);
            Run(BatchSql.EffectErased, position);
        }

        foreach (var key in erased.Keys) Run(BatchSql.KeyErased, key);
        foreach (var key in erased.Digests) Run(BatchSql.DigestErased, key);
    }

    private void Write(CaseSnapshot snapshot) => Run(
        BatchSql.Snapshot,
        snapshot.CaseId,
        snapshot.Version,
        snapshot.CodecVersion,
        snapshot.RowSequence,
        Bytes(snapshot.RowHash),
        Bytes(snapshot.State),
        snapshot.Checksum);

    private void Write(StoredBundle bundle)
    {
        foreach (var file in bundle.Files)
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));
            Run(BatchSql.Blob, digest, Bytes(file.Content));
            Run(BatchSql.BundleFile, bundle.Digest, file.Path, digest);
        }
    }

    private string? Indexed(string? text) => text is null ? null : dialect.Indexed(text);

    private void Run(string sql, params ReadOnlySpan<object?> values) => statements.Run(sql, values);

    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment is { Array: { } array, Offset: 0 } && segment.Count == array.Length
            ? array
            : memory.ToArray();
}
