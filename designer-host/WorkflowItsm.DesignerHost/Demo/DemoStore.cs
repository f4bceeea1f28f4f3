using System.Text.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Web.Access;

namespace WorkflowItsm.DesignerHost.Demo;

/// <summary>
/// A data folder that was made with <c>--demo</c>: the file <c>demo.json</c> marks it for ever, and holds how far its
/// clock runs ahead. No other store gets the demo tools, so that nobody moves the time of a real one.
/// </summary>
internal static class DemoStore
{
    private const string Name = "demo.json";

    public static bool Is(string folder) => File.Exists(Path.Combine(folder, Name));

    /// <summary>Why a folder cannot become a demo store, or null. One that is one already stays it.</summary>
    public static string? WhyNot(string folder) =>
        !Is(folder) && File.Exists(Path.Combine(folder, "journal.db"))
            ? $"--demo makes a sample organisation in a new store, but {folder} holds one already. Choose another folder with --data, or leave out --demo."
            : null;

    public static void Mark(string folder)
    {
        DataDirectory.Make(folder);
        if (!Is(folder)) Save(folder, TimeSpan.Zero);
    }

    public static void Add(IServiceCollection services, string folder)
    {
        var clock = new DemoClock(Ahead(folder), ahead => Save(folder, ahead));
        // The framework has registered the machine's clock already.
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services.AddSingleton(clock);
        services.AddSingleton<SampleOrganisation>();
        services.AddSingleton<IDemo, DemoTools>();
    }

    private static TimeSpan Ahead(string folder) => JsonSerializer.Deserialize<Marker>(File.ReadAllBytes(Path.Combine(folder, Name)))?.Ahead ?? TimeSpan.Zero;

    // Under its final name, or not at all: the clock must never fall back behind what is recorded.
    private static void Save(string folder, TimeSpan ahead)
    {
        var draft = Path.Combine(folder, Name + ".tmp");
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, new Marker(ahead));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, Path.Combine(folder, Name), overwrite: true);
    }

    private sealed record Marker(TimeSpan Ahead);
}
