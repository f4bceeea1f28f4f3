using System.Data.Common;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Storage.Relational.Journal;

/// <summary>Reads snapshots of cases.</summary>
internal static class SnapshotRows
{
    /// <summary>That of case <c>$1</c>.</summary>
    public const string OfCase =
        "SELECT case_id, version, codec_version, row_sequence, row_hash, state, checksum FROM case_snapshot WHERE case_id = $1";

    public static CaseSnapshot Read(DbDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt64(1),
        reader.GetInt64(2),
        reader.GetInt64(3),
        reader.GetFieldValue<byte[]>(4),
        reader.GetFieldValue<byte[]>(5),
        reader.GetInt64(6));
}
