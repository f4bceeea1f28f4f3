using System.Text.Json.Nodes;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>A check that never fails proves nothing: here it has to.</summary>
public sealed class HarnessTests
{
    [Fact]
    public async Task A_store_from_before_the_last_acknowledged_command_is_caught()
    {
        using var place = await Installation.MakeAsync("PT30M");
        using var older = new DataFolder();
        using var agent = place.Client();
        var ledger = new Ledger();
        string ticket;
        await using (var host = await place.StartAsync())
        {
            ticket = await OpenAsync(agent, ledger, "first");
            await ChangeAsync(agent, ledger, ticket, "kept");
            await host.StopAsync();
        }

        Copy(place.Data.Path, older.Path);
        await using (var host = await place.StartAsync())
        {
            await ChangeAsync(agent, ledger, ticket, "lost");
            await OpenAsync(agent, ledger, "second");
            Assert.Empty(await new LedgerCheck(ledger, agent).OffencesAsync());
            await host.StopAsync();
        }

        await using (await place.StartOnAsync(older.Path))
        {
            Assert.Equal(
                ["Change lost of li, acknowledged, is there 0 times as note and 0 times as field.", "Open second of li, acknowledged, is there 0 times as incident."],
                await new LedgerCheck(ledger, agent).OffencesAsync());
        }
    }

    [Fact]
    public async Task What_is_done_twice_by_halves_or_unasked_is_caught()
    {
        using var place = await Installation.MakeAsync("PT30M");
        using var agent = place.Client();
        await using var host = await place.StartAsync();
        var ledger = new Ledger();
        var ticket = await OpenAsync(agent, ledger, "first");
        await ChangeAsync(agent, ledger, ticket, "twice");
        await agent.ChangeAsync(ticket, new() { ["description"] = "other" });
        await agent.ChangeAsync(ticket, Change("twice"));
        ledger.Write(new(Deed.Change, "half", Installation.Agent) { Ticket = ticket });
        await agent.ChangeAsync(ticket, new() { ["work_notes"] = "half" });
        await agent.OpenAsync(Opening("unasked"));

        Assert.Equal(
            [
                "Change twice of li, acknowledged, is there 2 times as note and 2 times as field.",
                "Change half of li, not answered, is there 1 times as note and 0 times as field.",
                "Incident unasked is there although nobody asked for it.",
            ],
            await new LedgerCheck(ledger, agent).OffencesAsync());
    }

    [Fact]
    public async Task A_mail_that_is_missing_or_too_much_is_caught()
    {
        using var place = await Installation.MakeAsync("PT30M");
        using var agent = place.Client();
        await using var host = await place.StartAsync();
        await OpenAsync(agent, new(), "first");
        await Eventually.Holds("the mails", async () => (await Mails.OffencesAsync(place.Data, agent)).Count == 0);
        var mails = Directory.GetFiles(place.Data.Pickup, "*.eml").Order(StringComparer.Ordinal).ToArray();
        Assert.True(mails.Length >= 2);
        File.Copy(mails[0], mails[0] + ".again.eml");
        File.Delete(mails[1]);

        Assert.Equal(2, (await Mails.OffencesAsync(place.Data, agent)).Count);
    }

    private static async Task<string> OpenAsync(ApiClient client, Ledger ledger, string text)
    {
        var ticket = (await client.OpenAsync(Opening(text), text)).Result["sys_id"]!.GetValue<string>();
        ledger.Write(new(Deed.Open, text, Installation.Agent) { Ticket = ticket, Outcome = Outcome.Acknowledged });
        return ticket;
    }

    private static async Task ChangeAsync(ApiClient client, Ledger ledger, string ticket, string text)
    {
        Assert.Equal(ticket, (await client.ChangeAsync(ticket, Change(text), text)).Result["sys_id"]!.GetValue<string>());
        ledger.Write(new(Deed.Change, text, Installation.Agent) { Ticket = ticket, Outcome = Outcome.Acknowledged });
    }

    private static JsonObject Opening(string text) => new() { ["short_description"] = text, ["correlation_id"] = text, ["impact"] = "2", ["urgency"] = "2" };

    private static JsonObject Change(string text) => new() { ["description"] = text, ["work_notes"] = text };

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
