using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>The host is asked to stop while clients are at work: it ends in order, and nothing that it said is lost.</summary>
public sealed class StopTests(ITestOutputHelper output)
{
    private const int Clients = 4;
    private static readonly int _stops = Switches.Number("WORKFLOWITSM_STOPS", 3);

    [Fact]
    public async Task A_stop_under_load_ends_with_code_0_and_keeps_what_was_acknowledged()
    {
        using var place = await Installation.MakeAsync("PT1H");
        using var client = place.Client();
        var ledger = new Ledger();
        Load[] load = [.. Enumerable.Range(1, Clients).Select(number => new Load(ledger, $"client{number}", Switches.Seed + number))];
        for (var stop = 1; stop <= _stops; stop++)
        {
            await using var host = await place.StartAsync();
            var enough = ledger.Count(Outcome.Acknowledged) + 30;
            var work = Task.WhenAll(load.Select(one => one.WorkAsync(client)));
            await Eventually.Holds("the host to answer", () => Task.FromResult(ledger.Count(Outcome.Acknowledged) >= enough));
            await host.StopAsync();
            await work;

            Assert.True(host.ExitCode == 0, $"Seed {Switches.Seed}: the host ended with {host.ExitCode}.\n{host.Output}");
            Assert.False(File.Exists(Path.Combine(place.Data.Path, "journal.db-wal")), "The write-ahead log was not folded into the file.");
            await place.VerifyJournalAsync();
        }

        await using var last = await place.StartAsync();
        Assert.Empty(await new LedgerCheck(ledger, client).OffencesAsync());
        output.WriteLine($"Seed {Switches.Seed}: {_stops} stops, {ledger.Count(Outcome.Acknowledged)} commands acknowledged, {ledger.Count(Outcome.Unanswered)} left unanswered.");
    }
}
