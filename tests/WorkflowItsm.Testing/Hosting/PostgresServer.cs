using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WorkflowItsm.Testing.Hosting;

/// <summary>
/// A real PostgreSQL on this machine alone, with a cluster of its own that is gone when it is disposed, or when the
/// test program ends, however it ends. Where it is not installed the running test is skipped.
/// </summary>
public sealed partial class PostgresServer : IAsyncDisposable
{
    private const string Owner = "workflowitsm";
    private const int Quit = 3;

    // The server lives as long as somebody holds the other end of its input.
    private const string Watched = "\"$@\" </dev/null >>\"$LOG\" 2>&1 & server=$!; read -r _; kill -INT $server 2>/dev/null; wait $server";

    private readonly DataFolder _folder = new();
    private readonly string _programs;
    private readonly string _password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private Process? _server;

    private PostgresServer(string programs) => _programs = programs;

    /// <summary>The port on the loopback interface.</summary>
    public int Port { get; } = HostProcess.FreeAddress().Port;

    /// <summary>The connection string of the account that owns the cluster, on its first database.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Database=postgres;Username={Owner};Password={_password}";

    /// <summary>Where the newest installed server's programs are; null when none is installed.</summary>
    public static string? Programs { get; } =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .Select(folder => Path.Combine(folder, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "postgres")))
                .MaxBy(folder => int.TryParse(Path.GetFileName(Path.GetDirectoryName(folder)), out var version) ? version : 0)
            : null;

    /// <summary>Makes a cluster and starts it.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        Assert.SkipWhen(Programs is null, "postgres is not installed. Install it with: sudo apt-get install postgresql");
        var server = new PostgresServer(Programs!);
        try
        {
            await server.MakeClusterAsync();
            await server.RunAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it on its cluster again after <see cref="Crash"/>.</summary>
    public async Task RunAsync()
    {
        // As durable as it comes: flushes are part of what is tested.
        _server = Start(["/bin/sh", "-c", Watched, "watched", Program("postgres"), "-D", Cluster, "-p", $"{Port}",
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=300"]);
        await Eventually.Holds("PostgreSQL to listen", async () =>
        {
            if (_server.HasExited) throw new InvalidOperationException($"PostgreSQL ended with {_server.ExitCode}:\n{Log}");
            using var asked = Start([Program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", $"{Port}"]);
            await asked.WaitForExitAsync();
            return asked.ExitCode == 0;
        });
    }

    /// <summary>Runs a statement as the account that owns the cluster; whether the server did it.</summary>
    public async Task<bool> TryExecuteAsync(string sql)
    {
        using var client = Start([Program("psql"), "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, $"host=127.0.0.1 port={Port} dbname=postgres user={Owner} password={_password}"]);
        await client.WaitForExitAsync();
        return client.ExitCode == 0;
    }

    /// <summary>Ends it as a crash does: it flushes nothing, and answers nobody any more. Returns when it is gone.</summary>
    public void Crash()
    {
        _ = SendSignal(int.Parse(File.ReadLines(Path.Combine(Cluster, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture), Quit);
        Stop();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Stop();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Cluster => Path.Combine(_folder.Path, "cluster");

    private string LogFile => Path.Combine(_folder.Path, "log");

    private string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "(it has logged nothing)";

    private string Program(string name) => Path.Combine(_programs, name);

    private async Task MakeClusterAsync()
    {
        var password = Path.Combine(_folder.Path, "password");
        await File.WriteAllTextAsync(password, _password);
        // It refuses to run as root; its package brings an account.
        if (Environment.IsPrivilegedProcess) await EndAsync(Process.Start("chown", ["-R", "postgres", _folder.Path]));
        await EndAsync(Start([Program("initdb"), "-D", Cluster, "-U", Owner, "--pwfile", password, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]));
    }

    private async Task EndAsync(Process process)
    {
        using (process)
        {
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException($"A program of PostgreSQL ended with {process.ExitCode}: {Log}");
        }
    }

    private Process Start(string[] command)
    {
        string[] line = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command] : command;
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = _folder.Path };
        start.Environment["LOG"] = LogFile;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private void Stop()
    {
        if (_server is not { } server) return;
        _server = null;
        server.StandardInput.Close();
        server.WaitForExit();
        server.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
