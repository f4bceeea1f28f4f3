using System.Data.Common;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Storage.Relational.Journal;

/// <summary>What the writer asks before it decides; each gives one row or none.</summary>
internal static class WriterSql
{
    public const string Head = "SELECT position, hash FROM journal ORDER BY position DESC LIMIT 1";

    public const string Key = "SELECT digest, kind, case_id FROM used_key WHERE key = $1";

    public const string Case = "SELECT 1 FROM journal WHERE case_id = $1 LIMIT 1";

    public const string Counter = "SELECT last FROM counter WHERE prefix = $1";

    public static JournalHead ReadHead(DbDataReader reader) => new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));

    public static UsedKey ReadKey(string key, DbDataReader reader) =>
        new(key, reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetString(1), reader.GetString(2));
}
