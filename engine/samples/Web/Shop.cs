using Microsoft.Data.Sqlite;

namespace Sample;

/// <summary>
/// The application's own database. An order, and the command that follows from it, are written in one transaction:
/// both are there, or neither is.
/// </summary>
internal sealed class Shop(IConfiguration configuration)
{
    private readonly string _database = $"Data Source={configuration["Shop"] ?? "shop.db"}";

    public event Action? Ordered;

    public IResult Order(string id, string item)
    {
        using (var connection = Open())
        using (var transaction = connection.BeginTransaction())
        {
            Run(connection, "INSERT INTO orders VALUES ($id, $item)", id, item);
            Run(connection, "INSERT INTO outbox VALUES ($id, $item)", id, item);
            transaction.Commit();
        }

        Ordered?.Invoke();
        return Results.Accepted($"/orders/{id}", new { id });
    }

    public IReadOnlyList<(string Id, string Item)> Outbox()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, item FROM outbox ORDER BY id";
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read()) rows.Add((reader.GetString(0), reader.GetString(1)));
        return rows;
    }

    public void Sent(string id)
    {
        using var connection = Open();
        Run(connection, "DELETE FROM outbox WHERE id = $id", id, "");
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_database);
        connection.Open();
        Run(connection, "CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY, item TEXT); CREATE TABLE IF NOT EXISTS outbox (id TEXT PRIMARY KEY, item TEXT)", "", "");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql, string id, string item)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$item", item);
        command.ExecuteNonQuery();
    }
}
