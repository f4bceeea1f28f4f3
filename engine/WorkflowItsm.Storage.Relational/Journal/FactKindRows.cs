using System.Data.Common;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Storage.Relational.Journal;

/// <summary>Reads the kinds of facts that the journal has named.</summary>
internal static class FactKindRows
{
    public const string All = "SELECT tag, name, version FROM fact_kind";

    public static FactKindRow Read(DbDataReader reader) => new(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2));
}
