using System.Globalization;
using System.Text.RegularExpressions;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

public sealed partial class DowntimeTests
{
    /// <summary>
    /// The shipped policy is <c>latest</c>: what was passed while the host was down is told by one line, each threshold once.
    /// Where a slow machine told the first one before the kill, the line tells the others.
    /// </summary>
    [Fact]
    public async Task A_clock_that_ran_out_while_the_host_was_down_fires_once_by_its_policy()
    {
        using var place = await Installation.MakeAsync("PT4S");
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
            await Eventually.Holds("the clock to fire", async () => (await LinesAsync(agent, ticket)).LastOrDefault() is { } line && Percents(line).Contains(100));
            host.Kill();
        }

        await using var again = await place.StartAsync();
        await agent.ChangeAsync(ticket, new() { ["work_notes"] = "after the second start" });
        await Eventually.Holds("the mails", async () => (await Mails.OffencesAsync(place.Data, agent)).Count == 0);
        Assert.Equal([50, 75, 100], (await LinesAsync(agent, ticket)).SelectMany(Percents).Order());
        await again.StopAsync();
        await place.VerifyJournalAsync();
    }

    private static async Task<string[]> LinesAsync(ApiClient client, string ticket) =>
        [.. (await client.TimelineAsync(ticket)).Where(line => line["kind"]!.GetValue<string>() == "clock-reached").Select(line => line["text"]!.GetValue<string>())];

    /// <summary>The thresholds a line tells of: the one reached, and those it says were passed unseen.</summary>
    private static IEnumerable<int> Percents(string line) =>
        Told().Match(line).Groups is [_, var reached, var passed] ? passed.Value.Split(", ", StringSplitOptions.RemoveEmptyEntries).Append(reached.Value).Select(int.Parse) : [];

    [GeneratedRegex("^Response clock reached ([0-9]+) %(?:; passed ([0-9, ]+) % unseen)?$")]
    private static partial Regex Told();
}
