using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Storage.Postgres;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.DesignerHost.Serving;

/// <summary>
/// Which database keeps the journal: PostgreSQL where the setting <c>Store:Postgres</c> is a connection string, else
/// SQLite in the data folder. A folder stays with what it was begun with, so that a setting that is forgotten, or that
/// comes too late, does not show an empty desk.
/// </summary>
internal static class StoreChoice
{
    private const string Setting = "Store:Postgres";
    private const string Marker = "store-is-postgres";

    private static bool IsPostgres(IConfiguration settings) => !string.IsNullOrWhiteSpace(settings[Setting]);

    /// <summary>The settings before there is an application: <c>appsettings.json</c>, the environment and, for the server, its arguments.</summary>
    public static IConfigurationRoot Settings(params string[] args) => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args).Build();

    public static WorkflowItsmBuilder UseStore(this WorkflowItsmBuilder builder, IConfiguration settings) =>
        IsPostgres(settings) ? builder.UsePostgres(settings[Setting]!) : builder.UseSqlite();

    /// <summary>Why a folder is not to be worked on, or does not go with the setting; or null.</summary>
    public static string? WhyNot(string folder, IConfiguration settings) => DataDirectory.WhyNot(folder) ?? (IsPostgres(settings), HasFile(folder), IsMarked(folder)) switch
    {
        (true, true, _) => $"{Setting} names a database, but {folder} holds a journal in journal.db already. "
            + "Choose another folder with --data, or leave the setting out.",
        (false, _, true) => $"The journal of {folder} is in PostgreSQL, but {Setting} is not set. "
            + "Set it (environment: Store__Postgres), or choose another folder with --data.",
        _ => null,
    };

    /// <summary>Why there can be no demo, or null: it moves time, and a database may hold what is real.</summary>
    public static string? WhyNoDemo(IConfiguration settings) => IsPostgres(settings)
        ? $"--demo keeps its sample organisation in the data folder alone; leave out {Setting}, or --demo."
        : null;

    /// <summary>Why no backup can be restored, or null.</summary>
    public static string? WhyNoRestore(IConfiguration settings) => IsPostgres(settings)
        ? $"{Setting} names a database, which restores its own backups (pg_restore); leave the setting out to restore a data folder."
        : null;

    /// <summary>Whether there is a journal to look into.</summary>
    public static bool HasJournal(string folder, IConfiguration settings) => IsPostgres(settings) || HasFile(folder);

    /// <summary>Remembers that the folder's journal is in PostgreSQL; the folder is made when it is missing.</summary>
    public static void Mark(string folder, IConfiguration settings)
    {
        if (!IsPostgres(settings) || IsMarked(folder)) return;
        DataDirectory.Make(folder);
        File.WriteAllText(Path.Combine(folder, Marker), "");
    }

    private static bool HasFile(string folder) => File.Exists(Path.Combine(folder, "journal.db"));

    private static bool IsMarked(string folder) => File.Exists(Path.Combine(folder, Marker));
}
