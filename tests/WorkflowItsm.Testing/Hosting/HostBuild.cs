using System.Diagnostics;

namespace WorkflowItsm.Testing.Hosting;

/// <summary>The built DesignerHost that belongs to the running tests: same configuration, same framework.</summary>
internal static class HostBuild
{
    private const string Name = "WorkflowItsm.DesignerHost";

    /// <summary>How to start it with these arguments, its output redirected.</summary>
    public static ProcessStartInfo Start(IEnumerable<string> arguments)
    {
        // bin/Debug/net10.0 of the test is bin/Debug/net10.0 of the host.
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = RepositoryRoot.PathOf("designer-host", Name, "bin", framework.Parent!.Name, framework.Name, Name + ".dll");
        if (!File.Exists(program)) throw new InvalidOperationException($"{program} has not been built; build WorkflowItsm.sln.");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Folder,
        };
        foreach (var argument in arguments.Prepend(program)) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_NOLOGO"] = "true";
        // Processes that live for seconds: profiling their code to make it faster later only costs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return start;
    }
}
