using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Sqlite.Schema;

namespace WorkflowItsm.Storage.Sqlite.Journal;

/// <summary>The writer's prepared commands: as few rows a command as can be, and none for what has not changed.</summary>
internal sealed class BatchCommands(SqliteConnection connection) : IDisposable
{
    private readonly List<PreparedCommand> _all = [];
    private PreparedCommand? _journal, _personal, _kind, _key, _counter, _blob, _file, _ticket, _version, _noTicket, _task, _noTask, _due, _noDue, _effect, _done, _retry, _dead;

    public void Write(JournalBatch batch)
    {
        foreach (var row in batch.Rows) Write(row);
        foreach (var change in batch.Cases) Write(change);
        foreach (var key in batch.Keys) Sql(ref _key, "INSERT INTO used_key (key, digest, kind, case_id) VALUES ($0, $1, $2, $3)", 4).Run(key.Key, key.Digest, key.Kind, key.CaseId);
        foreach (var (prefix, last) in batch.Counters) Sql(ref _counter, "INSERT INTO counter (prefix, last) VALUES ($0, $1) ON CONFLICT (prefix) DO UPDATE SET last = excluded.last", 2).Run(prefix, last);
        foreach (var effect in batch.Effects) Write(effect);
        foreach (var mark in batch.Marks) Write(mark);
        foreach (var bundle in batch.Bundles) Write(bundle);
        foreach (var kind in batch.FactKinds) Sql(ref _kind, "INSERT INTO fact_kind (tag, name, version) VALUES ($0, $1, $2)", 3).Run(kind.Tag, kind.Name, kind.Version);
    }

    public void Dispose()
    {
        foreach (var command in _all) command.Dispose();
    }

    private void Write(JournalRow row)
    {
        Sql(ref _journal, "INSERT INTO journal (position, case_id, kind, first_sequence, count, time, release, record, personal_digest, hash, checksum) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", 11)
            .Run(row.Position, row.CaseId, row.Kind, row.FirstSequence, row.Count, row.Time, row.Release, Bytes(row.Record), Bytes(row.PersonalDigest), Bytes(row.Hash), row.Checksum);
        if (row.Personal is { } personal)
            Sql(ref _personal, "INSERT INTO personal (position, salt, data) VALUES ($0, $1, $2)", 3).Run(row.Position, Bytes(personal.Salt), Bytes(personal.Data));
    }

    private void Write(CaseChange change)
    {
        WriteTicket(change);
        foreach (var task in change.Before.Tasks.Items.Where(old => !change.After.Tasks.Items.Any(task => task.WaitId == old.WaitId)))
            Sql(ref _noTask, "DELETE FROM task WHERE case_id = $0 AND wait_id = $1", 2).Run(change.CaseId, task.WaitId);
        foreach (var task in change.After.Tasks.Items.Except(change.Before.Tasks))
            Sql(ref _task, "INSERT INTO task (case_id, wait_id, element_id, candidate_team, assignee) VALUES ($0, $1, $2, $3, $4) ON CONFLICT (case_id, wait_id) DO UPDATE SET element_id = excluded.element_id, candidate_team = excluded.candidate_team, assignee = excluded.assignee", 5)
                .Run(change.CaseId, task.WaitId, task.ElementId, task.CandidateTeam, task.Assignee);
        foreach (var due in change.Before.Due.Items.Where(old => !change.After.Due.Items.Any(due => due.Key == old.Key)))
            Sql(ref _noDue, "DELETE FROM due WHERE case_id = $0 AND key = $1", 2).Run(change.CaseId, due.Key);
        foreach (var due in change.After.Due.Items.Except(change.Before.Due))
            Sql(ref _due, "INSERT INTO due (case_id, key, kind, at) VALUES ($0, $1, $2, $3) ON CONFLICT (case_id, key) DO UPDATE SET at = excluded.at", 4)
                .Run(change.CaseId, due.Key, change.Kind, due.At.UtcTicks);
    }

    private void WriteTicket(CaseChange change)
    {
        if (change.After.Search is not { } row)
        {
            if (change.Before.Search is not null) Sql(ref _noTicket, "DELETE FROM ticket WHERE case_id = $0", 1).Run(change.CaseId);
            return;
        }

        if (row == change.Before.Search)
        {
            Sql(ref _version, "UPDATE ticket SET version = $1 WHERE case_id = $0", 2).Run(change.CaseId, change.Version);
            return;
        }

        Sql(ref _ticket, TicketSql.Upsert, TicketSql.Columns.Count).Run(TicketSql.Values(change.CaseId, change.Version, row));
    }

    private void Write(RecordedEffect effect) =>
        Sql(ref _effect, "INSERT INTO effect (position, idx, case_id, kind, target, payload, recorded_at, attempts, next_at, state) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)", 10)
            .Run(effect.Place.Position, effect.Place.Index, effect.CaseId, effect.Effect.Kind, effect.Effect.Target, TicketColumns.Exact(effect.Effect.Payload), effect.RecordedAt.UtcTicks, effect.Attempts, effect.NextAt.UtcTicks, (int)EffectState.Pending);

    private void Write(EffectMark mark)
    {
        var (position, index) = mark.Place;
        switch (mark)
        {
            case EffectMark.Done:
                Sql(ref _done, "UPDATE effect SET state = $2, payload = NULL, last_error = NULL WHERE position = $0 AND idx = $1", 3).Run(position, index, (int)EffectState.Done);
                break;
            case EffectMark.Retry retry:
                Sql(ref _retry, "UPDATE effect SET attempts = $2, next_at = $3, last_error = $4 WHERE position = $0 AND idx = $1", 5).Run(position, index, retry.Attempts, retry.NextAt.UtcTicks, retry.Error);
                break;
            case EffectMark.Dead dead:
                Sql(ref _dead, "UPDATE effect SET state = $2, attempts = $3, last_error = $4 WHERE position = $0 AND idx = $1", 5).Run(position, index, (int)EffectState.Dead, dead.Attempts, dead.Error);
                break;
        }
    }

    private void Write(StoredBundle bundle)
    {
        foreach (var file in bundle.Files)
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));
            Sql(ref _blob, "INSERT INTO blob (digest, content) VALUES ($0, $1) ON CONFLICT (digest) DO NOTHING", 2).Run(digest, Bytes(file.Content));
            Sql(ref _file, "INSERT INTO bundle_file (bundle_digest, path, blob_digest) VALUES ($0, $1, $2) ON CONFLICT (bundle_digest, path) DO NOTHING", 3).Run(bundle.Digest, file.Path, digest);
        }
    }

    private PreparedCommand Sql(ref PreparedCommand? command, string sql, int parameters)
    {
        if (command is not null) return command;
        _all.Add(command = new(connection, sql, parameters));
        return command;
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment is { Array: { } array, Offset: 0 } && segment.Count == array.Length ? array : memory.ToArray();
}
