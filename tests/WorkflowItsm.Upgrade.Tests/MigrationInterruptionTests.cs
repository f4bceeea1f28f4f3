using System.Globalization;
using Microsoft.Data.Sqlite;
using WorkflowItsm.Faults.Tests.Disks;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Upgrade.Tests;

/// <summary>
/// The process is killed, or the power is cut, while a store of an older release is brought to today's schema: before every
/// statement and every write there is one of the schemas with all of its content, and opening it again brings it here.
/// </summary>
public sealed class MigrationInterruptionTests(ITestOutputHelper output)
{
    private static readonly int _seed = Number("WORKFLOWITSM_SEED", Random.Shared.Next());
    private static readonly int _openings = Number("WORKFLOWITSM_INTERRUPTIONS", 4);

    /// <summary>All moments are looked at; at WORKFLOWITSM_INTERRUPTIONS of them (0: at each) the product opens what is left.</summary>
    [Theory]
    [MemberData(nameof(GoldenJournal.Releases), MemberType = typeof(GoldenJournal))]
    public async Task A_migration_that_was_cut_off_left_one_schema_or_the_next_and_is_ended_by_the_next_start(string release)
    {
        var (before, events, last) = await RecordAsync(release);
        var states = new SchemaStates();
        var chance = new Random(_seed);
        // Before a statement the disk is what it is before the write that follows.
        var moments = Enumerable.Range(0, events.Count).Where(at => events[at] is not DiskEvent.Told).Append(events.Count).ToList();
        var opened = moments.OrderBy(_ => chance.Next()).Take(_openings == 0 ? moments.Count : _openings).ToHashSet();
        var (image, done) = (before(), 0);
        List<string> offences = [];
        foreach (var moment in moments)
        {
            for (; done < moment; done++) image.Apply(events[done]);
            foreach (var loss in (Loss[])[Loss.Nothing(), Loss.Everything(), Loss.Some(unchecked(_seed + moment))])
            {
                using var left = new TemporaryFolder();
                image.Write(left.Path, loss);
                if (states.Offence(left.Path) is { } mixed) offences.Add(Where(moment, mixed));
                if (!opened.Contains(moment)) continue;
                await using (var store = await Store.OpenAsync(left.Path, Story.End)) Golden.Check(await Retelling.OfAsync(store, GoldenJournal.Cases(left.Path)), release, "journals");
                if (states.Offence(left.Path) is { } other) offences.Add(Where(moment, other));
                Assert.Equal(last, states.Met[^1]);
            }
        }

        output.WriteLine($"Seed {_seed}: {events.OfType<DiskEvent.Told>().Count()} statements, {moments.Count} moments, opened at {opened.Count}, each killed and cut off twice. Schemas met: {string.Join(" | ", states.Met)}.");
        Assert.Empty(offences);
        Assert.Equal(last, states.Met[^1]);

        string Where(int moment, string sentence) => $"{release}, before event {moment} of {events.Count}, seed {_seed}: {sentence}";
    }

    [Fact]
    public void A_migration_by_halves_is_caught()
    {
        using var whole = GoldenJournal.Copy("0.1.0");
        using var half = GoldenJournal.Copy("0.1.0");
        using (var file = new SqliteConnection($"Data Source={Path.Combine(half.Path, "journal.db")};Pooling=False"))
        {
            file.Open();
            using var command = file.CreateCommand();
            command.CommandText = "ALTER TABLE ticket ADD COLUMN sla_due TEXT NOT NULL DEFAULT ''";
            command.ExecuteNonQuery();
        }

        var states = new SchemaStates();
        Assert.Null(states.Offence(whole.Path));
        Assert.StartsWith("With 20261123191437_FirstJournal applied it is not what it was at another moment: ", states.Offence(half.Path), StringComparison.Ordinal);
    }

    /// <summary>The disk before, everything that happens to it up to the end of the start, and the migrations that are applied then.</summary>
    private static async Task<(Func<DiskImage> Before, IReadOnlyList<DiskEvent> Events, string Last)> RecordAsync(string release)
    {
        using var folder = GoldenJournal.Copy(release);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder.Path, "journal.db"), TestContext.Current.CancellationToken);
        IReadOnlyList<DiskEvent> events;
        using (var disk = Disk.Watch(folder.Path, Before()))
        {
            using (new StatementWatch(folder.Path, disk.Tell))
            {
                await using var store = await Store.OpenAsync(folder.Path, Story.End);
                events = disk.Events();
            }
        }

        var states = new SchemaStates();
        Assert.Null(states.Offence(folder.Path));
        return (Before, events, states.Met[0]);

        DiskImage Before()
        {
            var image = new DiskImage();
            foreach (var happened in (DiskEvent[])[new DiskEvent.Created("journal.db", 1), new DiskEvent.Written(1, 0, bytes), new DiskEvent.Synced(1, true)]) image.Apply(happened);
            return image;
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
