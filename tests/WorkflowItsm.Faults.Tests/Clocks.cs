using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>What the timelines say of the response clocks.</summary>
internal static partial class Clocks
{
    /// <summary>Whether no response clock is still on its way to its goal.</summary>
    public static async Task<bool> HaveRunOutAsync(ApiClient reader)
    {
        foreach (var ticket in await TicketsAsync(reader))
            if (ResponseOf(await reader.GetAsync($"/api/v1/tickets/{ticket}")) is { } clock && Text(clock, "state") == "running" && clock["reached_percent"]!.GetValue<int>() < 100) return false;
        return true;
    }

    /// <summary>Thresholds that fired more than once, and goals that passed unseen; a sentence each.</summary>
    public static async Task<IReadOnlyList<string>> OffencesAsync(ApiClient reader)
    {
        List<string> offences = [];
        foreach (var ticket in await TicketsAsync(reader))
        {
            var reached = (await reader.TimelineAsync(ticket)).Where(line => Text(line, "kind") == "clock-reached").Select(line => Percent().Match(Text(line, "text")).Value).ToList();
            offences.AddRange(reached.CountBy(percent => percent).Where(times => times.Value > 1).Select(times => $"{ticket}: '{times.Key}' is there {times.Value} times."));
            var clock = ResponseOf(await reader.GetAsync($"/api/v1/tickets/{ticket}"))!;
            if (Text(clock, "state") == "running" && !reached.Contains("Response clock reached 100 %")) offences.Add($"{ticket}: the response clock has run out and nothing says so.");
        }

        return offences;
    }

    /// <summary>The response clock in what the host says of a ticket; null when it has none.</summary>
    public static JsonObject? ResponseOf(Answer ticket) =>
        ticket.Body?["clocks"] is JsonArray clocks ? clocks.Select(clock => clock!.AsObject()).FirstOrDefault(clock => Text(clock, "id") == "response") : null;

    private static async Task<IReadOnlyList<string>> TicketsAsync(ApiClient reader) =>
        [.. (await reader.ListAsync("active=true^ORDERBYnumber")).Results.Select(ticket => Text(ticket, "sys_id"))];

    private static string Text(JsonObject holder, string name) => holder[name]?.ToString() ?? "";

    [GeneratedRegex("^.*? reached [0-9]+ %")]
    private static partial Regex Percent();
}
