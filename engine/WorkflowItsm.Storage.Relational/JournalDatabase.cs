using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational.Journal;
using WorkflowItsm.Storage.Relational.Queries;
using WorkflowItsm.Storage.Relational.Schema;

namespace WorkflowItsm.Storage.Relational;

/// <summary>Where a journal is, and how it is read and asked. Safe to share between threads.</summary>
internal abstract class JournalDatabase
{
    /// <summary>What this database says otherwise than others.</summary>
    public abstract TicketDialect Dialect { get; }

    /// <summary>How the context reads; it cannot write even by mistake.</summary>
    protected abstract DbContextOptions<JournalDbContext> ReadOptions { get; }

    /// <summary>The statement that gives the size of all tables in bytes.</summary>
    public abstract string SizeSql { get; }

    /// <summary>A context on the readers' connections.</summary>
    public JournalDbContext Read() => new(ReadOptions, Dialect);

    /// <summary>Opens a connection that cannot write.</summary>
    /// <exception cref="StoreException">The database does not answer.</exception>
    public abstract DbConnection OpenReader();

    /// <inheritdoc cref="OpenReader"/>
    public virtual ValueTask<DbConnection> OpenReaderAsync(CancellationToken cancellationToken) => new(OpenReader());

    /// <summary>A command with parameters <c>$1</c>, <c>$2</c> …</summary>
    public abstract PreparedCommand Command(DbConnection connection, string sql, int parameters);

    /// <summary>The rows of an answer, on a reader's connection.</summary>
    /// <exception cref="StoreException">The database cannot be asked now.</exception>
    public async ValueTask<IReadOnlyList<T>> ListAsync<T>(
        string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params object?[] values)
    {
        try
        {
            await using var connection = await OpenReaderAsync(cancellationToken);
            using var command = Command(connection, sql, values.Length);
            await using var reader = await command.ReadAsync(cancellationToken, values);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
            return rows;
        }
        catch (Exception trouble) when (Failure(trouble) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>The database's trouble as a sentence of the store; null when it is not the database's.</summary>
    public StoreException? Failure(Exception trouble)
    {
        if (trouble is StoreException said) return said;
        if (trouble is OperationCanceledException) return null;
        // EF Core wraps what it holds for passing trouble.
        for (var cause = trouble; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException database) return Failure(database);
        }

        return null;
    }

    /// <summary>The database's trouble as a sentence of the store.</summary>
    public abstract StoreException Failure(DbException trouble);
}
