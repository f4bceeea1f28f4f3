namespace WorkflowItsm.Storage.Relational.Journal;

/// <summary>What the writer says; the words that SQLite and PostgreSQL have in common.</summary>
internal static class BatchSql
{
    public const string Journal = """
        INSERT INTO journal (position, case_id, kind, first_sequence, count, time, release, record, personal_digest, hash, checksum)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    public const string Personal = "INSERT INTO personal (position, salt, data) VALUES ($1, $2, $3)";

    public const string FactKind = "INSERT INTO fact_kind (tag, name, version) VALUES ($1, $2, $3)";

    public const string Key = "INSERT INTO used_key (key, digest, kind, case_id) VALUES ($1, $2, $3, $4)";

    public const string Counter = """
        INSERT INTO counter (prefix, last) VALUES ($1, $2)
        ON CONFLICT (prefix) DO UPDATE SET last = excluded.last
        """;

    public const string Blob = "INSERT INTO blob (digest, content) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING";

    public const string BundleFile = """
        INSERT INTO bundle_file (bundle_digest, path, blob_digest) VALUES ($1, $2, $3)
        ON CONFLICT (bundle_digest, path) DO NOTHING
        """;

    public const string TicketVersion = "UPDATE ticket SET version = $2 WHERE case_id = $1";

    /// <summary>The same after a row with a personal part.</summary>
    public const string TicketVersionPersonal = "UPDATE ticket SET version = $2, has_personal = 'true' WHERE case_id = $1";

    public const string NoTicket = "DELETE FROM ticket WHERE case_id = $1";

    public const string Task = """
        INSERT INTO task (case_id, wait_id, element_id, candidate_team, assignee) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (case_id, wait_id) DO UPDATE
        SET element_id = excluded.element_id, candidate_team = excluded.candidate_team, assignee = excluded.assignee
        """;

    public const string NoTask = "DELETE FROM task WHERE case_id = $1 AND wait_id = $2";

    public const string Due = """
        INSERT INTO due (case_id, key, kind, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (case_id, key) DO UPDATE SET at = excluded.at
        """;

    public const string NoDue = "DELETE FROM due WHERE case_id = $1 AND key = $2";

    public const string Effect = """
        INSERT INTO effect (position, idx, case_id, kind, target, payload, recorded_at, attempts, next_at, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    public const string EffectDone =
        "UPDATE effect SET state = $3, payload = NULL, last_error = NULL WHERE position = $1 AND idx = $2";

    public const string EffectRetry =
        "UPDATE effect SET attempts = $3, next_at = $4, last_error = $5 WHERE position = $1 AND idx = $2";

    public const string EffectRevived =
        "UPDATE effect SET state = $3, attempts = 0, next_at = $4 WHERE position = $1 AND idx = $2";

    public const string EffectSkipped = "UPDATE effect SET state = $3, payload = NULL WHERE position = $1 AND idx = $2";

    // Only what is over: done (1) or skipped (3).
    public const string EffectExpired = "DELETE FROM effect WHERE position = $1 AND idx = $2 AND state IN (1, 3)";

    public const string PersonalErased = "DELETE FROM personal WHERE position = $1";

    // Of the case of a row that lost its personal part, once none of its rows has one.
    public static readonly string PersonalGone = "UPDATE ticket SET has_personal = 'false' WHERE has_personal = 'true' "
        + $"AND case_id = (SELECT case_id FROM journal WHERE position = $1) AND NOT {HasPersonal("ticket.case_id")}";

    // Whatever is taken out of a row must not stay in the state that was made of it.
    public const string SnapshotErased = "DELETE FROM case_snapshot WHERE case_id = (SELECT case_id FROM journal WHERE position = $1)";

    public const string Snapshot = """
        INSERT INTO case_snapshot (case_id, version, codec_version, row_sequence, row_hash, state, checksum)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (case_id) DO UPDATE
        SET version = excluded.version, codec_version = excluded.codec_version, row_sequence = excluded.row_sequence,
            row_hash = excluded.row_hash, state = excluded.state, checksum = excluded.checksum
        """;

    public const string KeyErased = "DELETE FROM used_key WHERE key = $1";

    public const string DigestErased = "UPDATE used_key SET digest = NULL WHERE key = $1";

    // Of mails that wait (0) or were given up (2).
    public const string MailErased = "UPDATE effect SET state = $2, payload = NULL WHERE position = $1 AND kind = 'mail' AND state IN (0, 2)";

    public const string EffectErased = "UPDATE effect SET target = '', last_error = NULL WHERE position = $1 AND payload IS NULL";

    public const string EffectDead =
        "UPDATE effect SET state = $3, attempts = $4, last_error = $5 WHERE position = $1 AND idx = $2";

    /// <summary>Whether a row of a case has a personal part.</summary>
    /// <param name="caseId">How a statement calls the case.</param>
    public static string HasPersonal(string caseId) =>
        $"EXISTS (SELECT 1 FROM journal j JOIN personal p ON p.position = j.position WHERE j.case_id = {caseId})";
}
