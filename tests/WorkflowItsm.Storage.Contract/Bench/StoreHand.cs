using System.Data.Common;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>A hand on the tables that the product does not have. Parameters are <c>$1</c>, <c>$2</c> …</summary>
internal sealed class StoreHand(DbConnection connection, Func<string, DbCommand> command) : IDisposable
{
    public void Run(string sql, params ReadOnlySpan<object> values)
    {
        using var made = Make(sql, values);
        made.ExecuteNonQuery();
    }

    public object Value(string sql, params ReadOnlySpan<object> values)
    {
        using var made = Make(sql, values);
        return made.ExecuteScalar()!;
    }

    public void Dispose() => connection.Dispose();

    private DbCommand Make(string sql, ReadOnlySpan<object> values)
    {
        var made = command(sql);
        foreach (var value in values) TestStore.Add(made, value);
        return made;
    }
}
