using System.Diagnostics;
using WorkflowItsm.Testing;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Embedding.Tests;

/// <summary>
/// The samples as an application outside of this repository has them: copied into a folder of their own, built from the
/// packed packages and from nothing else of the house.
/// </summary>
public sealed class Outside : IAsyncLifetime
{
    private readonly DataFolder _folder = new();

    /// <summary>The packages that were packed, by name.</summary>
    public IEnumerable<string> Packages => Directory.EnumerateFiles(_folder.Sub("feed"), "*.nupkg").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // bin/Debug/net10.0 of the test says in which configuration the packages were built.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;
        await DotnetAsync("pack", RepositoryRoot.PathOf("WorkflowItsm.sln"), "--no-build", "-c", configuration, "-o", _folder.Sub("feed"));
        Copy(RepositoryRoot.PathOf("engine", "samples"), _folder.Sub("samples"));
        Configure();
        foreach (var sample in new[] { "Console", "Script", "Web" })
            await DotnetAsync("build", Path.Combine(_folder.Sub("samples"), sample), "-p:UseSharedCompilation=false", "-o", Path.Combine(_folder.Path, sample));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>How to start a built sample, in a working folder.</summary>
    public ProcessStartInfo Sample(string name, string folder, params string[] arguments) =>
        Dotnet(folder, [Path.Combine(_folder.Path, name, name + ".dll"), .. arguments]);

    /// <summary>Runs a program to its end and gives what it printed; fails unless it ends well.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{await output}{await error}");
        return await output;
    }

    private Task<string> DotnetAsync(params string[] arguments) => RunAsync(Dotnet(_folder.Path, [.. arguments, "-nodeReuse:false"]));

    private ProcessStartInfo Dotnet(string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        // What the running `dotnet test` tells its own build is not meant for this one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        start.Environment["NUGET_PACKAGES"] = _folder.Sub("packages");
        start.Environment["DOTNET_NOLOGO"] = "true";
        return start;
    }

    /// <summary>Ours come from the feed alone; what is of others is taken from where this machine has it already, or downloaded.</summary>
    private void Configure()
    {
        var known = _folder.Sub("known");
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        if (Directory.Exists(cache))
        {
            foreach (var package in Directory.EnumerateDirectories(cache).Where(package => !Path.GetFileName(package).StartsWith("workflowitsm", StringComparison.OrdinalIgnoreCase)))
                Directory.CreateSymbolicLink(Path.Combine(known, Path.GetFileName(package)), package);
        }

        File.WriteAllText(Path.Combine(_folder.Path, "NuGet.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{_folder.Sub("feed")}" /></packageSources>
              <fallbackPackageFolders><add key="known" value="{known}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    private static void Copy(string from, string to)
    {
        string[] made = ["bin", "obj"];
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(from, file);
            if (path.Split(Path.DirectorySeparatorChar).Intersect(made).Any()) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, path))!);
            File.Copy(file, Path.Combine(to, path));
        }
    }
}
