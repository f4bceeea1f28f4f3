using System.Diagnostics;
using WorkflowItsm.Faults.Tests.Disks;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests.Runtimes;

/// <summary>Cuts the power at many moments of a record, and has the product open what is left.</summary>
/// <param name="events">What happened to the disk, and between it what the client knew.</param>
/// <param name="length">How many errands there were.</param>
/// <param name="output">Where it says what it did.</param>
internal sealed class PowerCuts(IReadOnlyList<DiskEvent> events, int length, ITestOutputHelper output)
{
    public IReadOnlyList<DiskEvent> Events => events;

    /// <summary>The moments just before the syncs that happened while a command was not yet answered.</summary>
    public IEnumerable<int> BeforeSyncsOfCommands()
    {
        var open = false;
        for (var at = 0; at < events.Count; at++)
        {
            if (events[at] is DiskEvent.Told { Word: Diary.Asked }) open = true;
            if (events[at] is DiskEvent.Told { Word: Diary.Acknowledged }) open = false;
            if (open && events[at] is DiskEvent.Synced) yield return at;
        }
    }

    /// <summary>How many cuts found something on its way, which they could take.</summary>
    public int Losses { get; private set; }

    /// <summary>What went wrong, a sentence each, until so many cuts have gone wrong.</summary>
    /// <param name="count">How many cuts; 0 cuts before and after every sync, once between, and after every acknowledgement.</param>
    /// <param name="enough">After how many bad cuts to stop.</param>
    public Task<IReadOnlyList<string>> OffencesAsync(int count, int enough) => OffencesAsync(Moments(count), enough, Draw);

    /// <summary>The same at each of the moments after the first acknowledgement, up to the first cut that goes wrong.</summary>
    public Task<IReadOnlyList<string>> FirstOffencesAsync()
    {
        var first = events.Index().First(happened => happened.Item is DiskEvent.Told { Word: Diary.Acknowledged }).Index;
        return OffencesAsync([.. Moments(0).Where(moment => moment > first)], 1, Draw);
    }

    /// <summary>What goes wrong when the power is cut at the very end, and nothing arrives that was not synced.</summary>
    public Task<IReadOnlyList<string>> OffencesAtEndAsync() => OffencesAsync([events.Count], 1, _ => Loss.Everything());

    private async Task<IReadOnlyList<string>> OffencesAsync(List<int> moments, int enough, Func<int, Loss> draw)
    {
        var since = Stopwatch.StartNew();
        var image = new DiskImage();
        List<string> offences = [];
        var (done, made, bad) = (0, 0, 0);
        foreach (var cut in moments)
        {
            for (; done < cut; done++) image.Apply(events[done]);
            if (!image.IsSettled) Losses++;
            var number = ++made;
            var found = await CutAsync(image, cut, () => draw(number));
            offences.AddRange(found);
            if (found.Count > 0 && ++bad >= enough) break;
        }

        if (moments.Count > 1) output.WriteLine($"Seed {Switches.Seed}: {made} power cuts in {since.Elapsed.TotalSeconds:0.0} s, {Losses} of them with something on its way.");
        return offences;
    }

    // Nothing of it arrives, all of it, or some: the first two are the ends of what may be.
    private static Loss Draw(int number) => (number % 5) switch
    {
        0 => Loss.Everything(),
        1 => Loss.Nothing(),
        _ => Loss.Some(Switches.Seed + number),
    };

    /// <summary>Indices of events, ascending: before each of them the power goes.</summary>
    private List<int> Moments(int count)
    {
        var chance = new Random(Switches.Seed);
        var syncs = events.Index().Where(happened => happened.Item is DiskEvent.Synced).Select(happened => happened.Index).ToList();
        var all = syncs.SelectMany((sync, number) => new[] { sync, sync + 1, chance.Next(number == 0 ? 0 : syncs[number - 1], sync + 1) });
        var acknowledged = events.Index().Where(happened => happened.Item is DiskEvent.Told { Word: Diary.Acknowledged }).Select(happened => happened.Index + 1);
        all = all.Concat(acknowledged);
        var chosen = count == 0 ? all : [.. all.OrderBy(_ => chance.Next()).Take(count)];
        return [.. chosen.Append(events.Count).Order()];
    }

    private async Task<IReadOnlyList<string>> CutAsync(DiskImage image, int cut, Func<Loss> draw)
    {
        using var folder = new DataFolder();
        image.Write(folder.Path, draw());
        var (book, delivered) = Diary.Read(events.Take(cut));
        var offences = await CheckAsync(folder.Path, book, Sink.Of(delivered));
        if (offences.Count == 0) return [];
        var kept = Directory.CreateTempSubdirectory("workflowitsm-kept-").FullName;
        image.Write(kept, draw());
        return [.. offences.Select(offence => $"Power cut before event {cut} of {events.Count} (seed {Switches.Seed}; what was left is in {kept}): {offence}")];
    }

    private async Task<IReadOnlyList<string>> CheckAsync(string folder, Book book, Sink sink)
    {
        try
        {
            await using var machine = await Machine.StartAsync(folder, sink, Script.End(length));
            return await book.OffencesAsync(machine, sink);
        }
        catch (Exception failure) when (failure is InvalidOperationException or InvalidDataException or StoreException)
        {
            return [failure.Message];
        }
    }
}
