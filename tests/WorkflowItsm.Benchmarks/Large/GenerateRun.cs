using System.Diagnostics;
using System.Globalization;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Benchmarks.Large;

/// <summary>Fills a data folder: <c>generate FOLDER --open N --archived M [--seed S]</c>.</summary>
internal static class GenerateRun
{
    public static async Task RunAsync(string[] args)
    {
        if (args is not [{ } folder, ..] || folder.StartsWith('-'))
            throw new ArgumentException("Name the folder to fill: generate FOLDER --open 200000 --archived 1000000 [--seed 1]");
        await FillAsync(folder, Number(args, "--open", 2_000), Number(args, "--archived", 10_000), Number(args, "--seed", 1), Console.Error);
    }

    /// <summary>Fills a folder that is empty or not there. The shipped host starts in it first, and publishes what it ships.</summary>
    public static async Task<GeneratedStore> FillAsync(string folder, int open, int archived, int seed, TextWriter progress)
    {
        var path = Path.GetFullPath(folder);
        if (File.Exists(Path.Combine(path, "journal.db"))) throw new ArgumentException($"{path} holds a journal already; name a new folder.");
        await using (var host = await HostProcess.StartAsync(path)) await host.StopAsync();
        var clock = Stopwatch.StartNew();
        await using var generator = await StoreGenerator.OpenAsync(path);
        var made = await generator.RunAsync(new TicketStories(seed, DateTimeOffset.UtcNow, open, archived), tickets => progress.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{tickets} tickets, {tickets / clock.Elapsed.TotalSeconds:F0} tickets/s")));
        await progress.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{open} open and {archived} archived tickets of {made.Commands} commands in {clock.Elapsed.TotalSeconds:F0} s, "
                + $"{new FileInfo(Path.Combine(path, "journal.db")).Length / 1e6:F0} MB"));
        return made;
    }

    private static int Number(string[] args, string name, int fallback) => Array.IndexOf(args, name) is >= 0 and var place && place + 1 < args.Length
        ? int.Parse(args[place + 1], NumberStyles.None, CultureInfo.InvariantCulture)
        : fallback;
}

/// <summary>What was made.</summary>
/// <param name="Tickets">How many tickets.</param>
/// <param name="Commands">How many commands they took, those of clocks and timers among them.</param>
internal sealed record GeneratedStore(int Tickets, long Commands);
