using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>
/// A client that opens, changes and claims incidents and posts alerts, one command after the other, until the host dies
/// under it. It writes into the ledger what it is going to ask, and what it was told.
/// </summary>
internal sealed class Load(Ledger ledger, string name, int seed)
{
    private readonly Random _chance = new(seed);
    private readonly List<string> _tickets = [];
    private int _count;

    /// <summary>Asks half of what got no answer once more, then works until a command gets none.</summary>
    public async Task WorkAsync(ApiClient client)
    {
        await RetryAsync(client);
        while (await DoAsync(client, Next()))
        {
        }
    }

    /// <summary>Sends what was not answered again under its key, until it is answered; leaves out every other one.</summary>
    private async Task RetryAsync(ApiClient client)
    {
        foreach (var entry in ledger.Entries.Where(entry => entry.Client == name && entry is { Outcome: Outcome.Unanswered, Deed: not Deed.Alert } && IsEven(entry)).ToList())
            if (!await DoAsync(client, entry)) return;
    }

    private static bool IsEven(Entry entry) => int.Parse(entry.Text.AsSpan(entry.Text.LastIndexOf('-') + 1), CultureInfo.InvariantCulture) % 2 == 0;

    private Entry Next()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{name}-{++_count}");
        var dice = _chance.Next(10);
        if (dice < 2) return ledger.Write(new(Deed.Alert, $"{{}}:{{alertname=\"{name}-{_chance.Next(20)}\"}}", name));
        if (_tickets.Count == 0 || dice < 5) return ledger.Write(new(Deed.Open, text, name));
        return ledger.Write(new(Deed.Change, text, name) { Ticket = _tickets[_chance.Next(_tickets.Count)] });
    }

    private async Task<bool> DoAsync(ApiClient client, Entry entry)
    {
        try
        {
            var answer = await SendAsync(client, entry);
            if (answer.Status == HttpStatusCode.ServiceUnavailable) return true;
            Assert.True((int)answer.Status is 200 or 201, $"{entry.Deed} {entry.Text} was answered with {(int)answer.Status}: {answer.Text}");
            entry.Outcome = Outcome.Acknowledged;
            if (entry.Deed == Deed.Open) await OpenedAsync(client, entry, answer);
            return true;
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static Task<Answer> SendAsync(ApiClient client, Entry entry) => entry.Deed switch
    {
        Deed.Open => client.OpenAsync(new() { ["short_description"] = entry.Text, ["correlation_id"] = entry.Text, ["impact"] = "2", ["urgency"] = "2" }, entry.Text),
        Deed.Change => client.ChangeAsync(entry.Ticket!, new() { ["description"] = entry.Text, ["work_notes"] = entry.Text }, entry.Text),
        Deed.Claim => client.PostAsync($"/api/v1/tickets/{entry.Ticket}/tasks/{entry.Task}/claim", new JsonObject(), entry.Text),
        Deed.Alert => client.PostAsync("/api/v1/intake/alertmanager", Alert(entry.Text)),
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };

    private async Task OpenedAsync(ApiClient client, Entry entry, Answer answer)
    {
        var ticket = answer.Result["sys_id"]!.GetValue<string>();
        entry.Ticket = ticket;
        _tickets.Add(ticket);
        // The clocks of the others run out: the response clock is stopped by the claim.
        if (_chance.Next(3) > 0) return;
        var task = (await client.GetAsync($"/api/v1/tickets/{ticket}")).Body!["tasks"]![0]!["id"]!.GetValue<int>();
        await DoAsync(client, ledger.Write(new(Deed.Claim, $"{entry.Text}-claim-{_count}", name) { Ticket = ticket, Task = task }));
    }

    private static JsonObject Alert(string group) => new()
    {
        ["version"] = "4",
        ["groupKey"] = group,
        ["status"] = "firing",
        ["receiver"] = "test",
        ["groupLabels"] = new JsonObject(),
        ["commonLabels"] = new JsonObject { ["alertname"] = "TargetDown", ["service"] = "cmdb", ["severity"] = "critical" },
        ["commonAnnotations"] = new JsonObject { ["summary"] = group },
        ["alerts"] = new JsonArray(new JsonObject
        {
            ["status"] = "firing",
            ["labels"] = new JsonObject { ["alertname"] = "TargetDown" },
            ["annotations"] = new JsonObject(),
            ["startsAt"] = "2026-11-23T14:50:36.238Z",
            ["fingerprint"] = "517ce98f5dbd70a0",
        }),
    };
}
