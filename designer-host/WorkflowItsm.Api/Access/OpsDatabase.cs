using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Api.Access;

/// <summary>Makes <c>ops.db</c> and brings it to this release's schema. The server does so at start, a verb before it works.</summary>
/// <param name="contexts">Opens the file.</param>
/// <param name="options">Where the data folder is.</param>
public sealed class OpsDatabase(IDbContextFactory<OpsDbContext> contexts, WorkflowItsmOptions options) : IHostedService
{
    // The server and a verb may write at the same moment: who comes second waits.
    private const int BusySeconds = 30;
    private const int PauseMilliseconds = 50;

    internal static string ConnectionString(WorkflowItsmOptions options) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(options.DataDirectory, "ops.db"),
        DefaultTimeout = BusySeconds,
        ForeignKeys = true,
    }.ToString();

    /// <summary>Makes the folder and the file if they are missing, and migrates the schema. SQLite's file is in WAL mode from its first day.</summary>
    /// <exception cref="InvalidOperationException">The file is of a newer release; the message says what to do.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        DataDirectory.Make(options.DataDirectory);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await CheckSchemaAsync(context, cancellationToken);
        if (!(await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return;
        await using var alone = await AloneAsync(cancellationToken);
        // EF keeps other migrators out by a row in this table, and waits for ever for one whose process was killed.
        // The file keeps them out instead: the system lets go of it however its holder ends.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL; DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Nothing to end.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CheckSchemaAsync(OpsDbContext context, CancellationToken cancellationToken)
    {
        var unknown = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(context.Database.GetMigrations()).ToList();
        if (unknown.Count > 0)
            throw new InvalidOperationException(
                $"The accounts in {Path.GetFullPath(Path.Combine(options.DataDirectory, "ops.db"))} were written by a newer release (schema {string.Join(", ", unknown)}); "
                    + "this one would damage them. Use that release, or restore a backup from before.");
    }

    private async Task<FileStream> AloneAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(options.DataDirectory, "ops.lock");
        for (var left = BusySeconds * 1000; ; left -= PauseMilliseconds)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (left > 0 && File.Exists(path))
            {
                await Task.Delay(PauseMilliseconds, cancellationToken);
            }
        }
    }
}
