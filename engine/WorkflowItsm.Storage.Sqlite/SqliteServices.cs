using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Relational;
using WorkflowItsm.Storage.Sqlite.Journal;

namespace WorkflowItsm.Storage.Sqlite;

/// <summary>Chooses SQLite as the store.</summary>
public static class SqliteServices
{
    /// <summary>
    /// Keeps everything in <c>journal.db</c> in the data folder. Nothing but the runtime's writer may write that
    /// file. What the host has registered before is kept.
    /// </summary>
    public static WorkflowItsmBuilder UseSqlite(this WorkflowItsmBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<JournalFile>();
        services.TryAddSingleton<JournalOpening>();
        services.TryAddSingleton<JournalDatabase>(provider => provider.GetRequiredService<JournalFile>());
        services.TryAddSingleton<ICaseStore, SqliteCaseStore>();
        services.TryAddSingleton<IJournalReader, SqliteJournalReader>();
        services.TryAddSingleton<IJournalCopier, SqliteJournalCopier>();
        services.AddJournalReads();
        return builder;
    }

    /// <summary>
    /// Keeps everything in memory, for tests and samples: the same store, which ends with the host and needs no data
    /// folder. Each host has one of its own. What the host has registered before is kept.
    /// </summary>
    public static WorkflowItsmBuilder UseInMemory(this WorkflowItsmBuilder builder)
    {
        builder.Services.PostConfigure<WorkflowItsmOptions>(options => options.KeepsNothing = true);
        return builder.UseSqlite();
    }
}
