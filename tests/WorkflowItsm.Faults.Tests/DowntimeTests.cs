using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

public sealed class DowntimeTests
{
    [Fact]
    public async Task A_clock_that_ran_out_while_the_host_was_down_fires_once_by_its_policy()
    {
        using var place = await Installation.MakeAsync("PT2S");
        using var agent = place.Client();
        string ticket;
        DateTimeOffset due;
        await using (var host = await place.StartAsync())
        {
            var opened = await agent.OpenAsync(new() { ["short_description"] = "Nobody answers", ["impact"] = "1", ["urgency"] = "1" });
            ticket = opened.Result["sys_id"]!.GetValue<string>();
            due = DateTimeOffset.Parse(Clocks.ResponseOf(await agent.GetAsync($"/api/v1/tickets/{ticket}"))!["due_at"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            host.Kill();
        }

        await Eventually.Holds("the goal to pass", () => Task.FromResult(DateTimeOffset.UtcNow > due));
        await using (var host = await place.StartAsync())
        {
            var reached = await Eventually.See("the clock to fire", () => ReachedAsync(agent, ticket));
            Assert.Equal(["Response clock reached 100 %; passed 50, 75 % unseen"], reached);
            host.Kill();
        }

        await using var again = await place.StartAsync();
        await agent.ChangeAsync(ticket, new() { ["work_notes"] = "after the second start" });
        Assert.Equal(["Response clock reached 100 %; passed 50, 75 % unseen"], (await ReachedAsync(agent, ticket))!);
        await Eventually.Holds("the mails", async () => (await Mails.OffencesAsync(place.Data, agent)).Count == 0);
        await again.StopAsync();
        await place.VerifyJournalAsync();
    }

    private static async Task<string[]?> ReachedAsync(ApiClient client, string ticket)
    {
        string[] lines = [.. (await client.TimelineAsync(ticket)).Where(Reached).Select(line => line["text"]!.GetValue<string>())];
        return lines.Length == 0 ? null : lines;

        static bool Reached(JsonObject line) => line["kind"]!.GetValue<string>() == "clock-reached";
    }
}
