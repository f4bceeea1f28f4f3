using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Postgres.Journal;
using WorkflowItsm.Storage.Relational;

namespace WorkflowItsm.Storage.Postgres;

/// <summary>Chooses PostgreSQL as the store.</summary>
public static class PostgresServices
{
    /// <summary>
    /// Keeps the journal, and the rows made from it, in a schema of a PostgreSQL database: the first of <c>Search
    /// Path</c>, else <c>public</c>. The database must be there; its tables are made and brought up to date at start.
    /// One process writes a schema at a time: a second one is refused at start. What the host has registered before is
    /// kept.
    /// </summary>
    /// <param name="builder">The runtime.</param>
    /// <param name="connectionString">As Npgsql writes it, e.g. <c>Host=db;Database=itsm;Username=itsm;Password=…</c>.</param>
    public static WorkflowItsmBuilder UsePostgres(this WorkflowItsmBuilder builder, string connectionString)
    {
        var services = builder.Services;
        services.TryAddSingleton(_ => new PostgresJournal(connectionString));
        services.TryAddSingleton<JournalDatabase>(provider => provider.GetRequiredService<PostgresJournal>());
        services.TryAddSingleton<ICaseStore, PostgresCaseStore>();
        services.TryAddSingleton<IJournalReader, PostgresJournalReader>();
        services.AddJournalReads();
        return builder;
    }
}
