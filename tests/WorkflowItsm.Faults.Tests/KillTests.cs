using System.Diagnostics;
using System.Globalization;
using WorkflowItsm.Faults.Tests.Topics;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

public sealed class KillTests(ITestOutputHelper output)
{
    private const int Clients = 4, Sailors = 2;

    private static readonly int _kills = Switches.Number("WORKFLOWITSM_KILLS", 30);
    private static readonly int _seed = Switches.Seed;

    /// <summary>
    /// The host is killed at random moments, at work and while it starts, as often as WORKFLOWITSM_KILLS says. A failure
    /// names the seed; WORKFLOWITSM_SEED draws the same moments again.
    /// </summary>
    [Fact]
    public async Task What_was_acknowledged_survives_every_kill_and_nothing_is_done_by_halves()
    {
        var chance = new Random(_seed);
        using var place = await Installation.MakeAsync("PT4S");
        Harbour.AddTo(place.Bundles);
        using var client = place.Client();
        var (ledger, letters) = (new Ledger(), new Letters());
        Sailor[] sailors = [.. Enumerable.Range(1, Sailors).Select(number => new Sailor(letters, $"sailor{number}", _seed - number))];
        Load[] load = [.. Enumerable.Range(1, Clients).Select(number => new Load(ledger, $"client{number}", _seed + number))];
        var (since, starting, working, checking) = (Stopwatch.StartNew(), new Stopwatch(), new Stopwatch(), new Stopwatch());
        output.WriteLine($"Seed {_seed}; WORKFLOWITSM_SEED draws the same moments again.");

        await OpenAsync(place, client, letters);
        for (var kill = 1; kill <= _kills; kill++)
        {
            if (chance.Next(8) == 0) await KillWhileStartingAsync(place, chance);
            starting.Start();
            await using var host = await place.StartAsync();
            starting.Stop();
            working.Start();
            var work = Task.WhenAll([.. load.Select(one => one.WorkAsync(client)), .. sailors.Select(one => one.WorkAsync(client))]);
            await await Task.WhenAny(work, MomentAsync(ledger, chance));
            Assert.False(work.IsCompleted, $"The host stopped answering before it was killed.{Seed(kill)}\n{host.Output}");
            host.Kill();
            await work;
            working.Stop();
        }

        checking.Start();
        await place.VerifyJournalAsync();
        await using var last = await place.StartAsync();
        Agree(await new LedgerCheck(ledger, client).OffencesAsync(), "Ledger and store disagree");
        await Eventually.Holds("every clock that was not stopped to run out", () => Clocks.HaveRunOutAsync(client), TimeSpan.FromSeconds(60));
        Agree(await Clocks.OffencesAsync(client), "Clocks did not fire once");
        await SettleAsync(place, client);
        await Harbour.SettleAsync(place.Data.Path, client, letters, Seed(_kills));
        await last.StopAsync();
        await place.VerifyJournalAsync();
        output.WriteLine($"{_kills} kills in {since.Elapsed.TotalSeconds:0} s (starting {starting.Elapsed.TotalSeconds:0} s, at work {working.Elapsed.TotalSeconds:0} s, compared in {checking.Elapsed.TotalSeconds:0} s): {ledger.Count(Outcome.Acknowledged)} commands acknowledged, {ledger.Count(Outcome.Unanswered)} left unanswered; "
            + $"{letters.All.Count(letter => letter.Outcome == Outcome.Acknowledged)} of {letters.All.Count} messages and signals acknowledged.");
        Assert.True(ledger.Count(Outcome.Acknowledged) > _kills, "The load was too small to show anything.");
    }

    private static async Task OpenAsync(Installation place, ApiClient client, Letters letters)
    {
        using var operations = new ApiClient(place.Address, await Verbs.AddTokenAsync(place.Data.Path, "qian", "auditor"));
        await using var host = await place.StartAsync();
        await Harbour.OpenAsync(client, operations, letters);
        host.Kill();
    }

    // By the clock, the beginning of the work is hit; by the count of what is done, the middle of it.
    private static async Task MomentAsync(Ledger ledger, Random chance)
    {
        var enough = ledger.Count(Outcome.Acknowledged) + chance.Next(1, 80);
        var pause = chance.Next(50);
        if (chance.Next(4) == 0) pause *= 10;
        else await Eventually.Holds("the host to answer", () => Task.FromResult(ledger.Count(Outcome.Acknowledged) >= enough));
        await Task.Delay(pause, TestContext.Current.CancellationToken);
    }

    private static async Task KillWhileStartingAsync(Installation place, Random chance)
    {
        await using var host = place.Launch();
        await Task.Delay(chance.Next(1500), TestContext.Current.CancellationToken);
        host.Kill();
    }

    /// <summary>Mails follow their cases: waits until they have all been written, and fails with what is still wrong then.</summary>
    private static async Task SettleAsync(Installation place, ApiClient reader)
    {
        IReadOnlyList<string> offences = [];
        try
        {
            await Eventually.Holds("the mails", async () => (offences = await Mails.OffencesAsync(place.Data, reader)).Count == 0, TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException)
        {
            Agree(offences, "Mails and timelines disagree");
        }
    }

    private static void Agree(IReadOnlyList<string> offences, string what) =>
        Assert.True(offences.Count == 0, $"{what}.{Seed(_kills)}\n{string.Join('\n', offences.Take(50))}");

    private static string Seed(int kill) => string.Create(CultureInfo.InvariantCulture, $" After {kill} kills; draw the same again with WORKFLOWITSM_SEED={_seed} WORKFLOWITSM_KILLS={_kills}.");
}
