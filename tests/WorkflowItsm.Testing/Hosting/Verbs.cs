using System.Diagnostics;
using System.Text.RegularExpressions;

namespace WorkflowItsm.Testing.Hosting;

/// <summary>What a verb of the host printed and how it ended.</summary>
public sealed record VerbResult(int ExitCode, string Output, string Error);

/// <summary>Runs the host's verbs as a person does at the command line.</summary>
public static partial class Verbs
{
    /// <summary>Runs a verb to its end, on a data folder.</summary>
    public static Task<VerbResult> RunAsync(string data, params string[] arguments) => RunWithAsync(null, data, arguments);

    /// <summary>Runs a verb to its end, on a data folder whose journal is in PostgreSQL.</summary>
    public static async Task<VerbResult> RunWithAsync(PostgresServer? server, string data, params string[] arguments)
    {
        var start = HostBuild.Start([.. arguments, "--data", data]);
        if (server is not null) start.Environment["Store__Postgres"] = server.ConnectionString;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Begins a verb and does not wait for it; both its outputs are redirected.</summary>
    public static Process Launch(params string[] arguments) => Process.Start(HostBuild.Start(arguments))!;

    /// <summary>Adds an API token and gives its secret.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="name">Whom the token stands for.</param>
    /// <param name="role">As the verb wants it, e.g. <c>agent</c>.</param>
    public static async Task<string> AddTokenAsync(string data, string name, string role)
    {
        var result = await RunAsync(data, "token", "add", name, "--role", role);
        var secret = Secret().Match(result.Output);
        Assert.True(result.ExitCode == 0 && secret.Success, $"'token add' ended with {result.ExitCode}:\n{result.Output}{result.Error}");
        return secret.Value;
    }

    [GeneratedRegex("wit_[A-Za-z0-9_-]{43}")]
    private static partial Regex Secret();
}
