using System.Data.Common;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Storage.Relational.Journal;

/// <summary>Reads journal rows.</summary>
internal static class JournalRows
{
    private const string Select =
        "SELECT j.position, j.case_id, j.kind, j.first_sequence, j.count, j.time, j.release, j.record, j.personal_digest, j.hash, "
        + "j.checksum, p.salt, p.data FROM journal j LEFT JOIN personal p ON p.position = j.position";

    /// <summary>All rows of case <c>$1</c>, oldest first.</summary>
    public const string OfCase = $"{Select} WHERE j.case_id = $1 ORDER BY j.first_sequence";

    /// <summary>The rows of case <c>$1</c> from the one that its snapshot follows, oldest first; all when there is no such row.</summary>
    public const string TailOfCase = $"""
        {Select} WHERE j.case_id = $1 AND j.first_sequence >= COALESCE(
            (SELECT s.row_sequence FROM case_snapshot s JOIN journal a ON a.case_id = s.case_id AND a.first_sequence = s.row_sequence
             WHERE s.case_id = $1), 0)
        ORDER BY j.first_sequence
        """;

    /// <summary>All rows, by position.</summary>
    public const string All = $"{Select} ORDER BY j.position";

    /// <summary>At most <c>$2</c> rows after position <c>$1</c>, by position.</summary>
    public const string After = $"{Select} WHERE j.position > $1 ORDER BY j.position LIMIT $2";

    public static JournalRow Read(DbDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetInt64(3),
        reader.GetInt64(4),
        reader.GetInt64(5),
        reader.GetInt64(6),
        Blob(reader, 7),
        Blob(reader, 8),
        Blob(reader, 9),
        reader.GetInt64(10))
    {
        Personal = reader.IsDBNull(12) ? null : new PersonalPart(Blob(reader, 11), Blob(reader, 12)),
    };

    private static byte[] Blob(DbDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);
}
