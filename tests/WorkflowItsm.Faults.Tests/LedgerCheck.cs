using System.Text.Json.Nodes;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>
/// Compares the ledger with what the store holds: what was acknowledged is there once, what was not answered is
/// there wholly or not at all, and nothing is there that nobody asked for.
/// </summary>
internal sealed class LedgerCheck(Ledger ledger, ApiClient reader)
{
    private readonly Dictionary<string, IReadOnlyList<JsonObject>> _timelines = new(StringComparer.Ordinal);

    /// <summary>Every disagreement, a sentence each; empty when the two agree.</summary>
    public async Task<IReadOnlyList<string>> OffencesAsync()
    {
        _timelines.Clear();
        var tickets = (await reader.ListAsync("ORDERBYnumber")).Results.ToLookup(ticket => Text(ticket, "correlation_id"));
        List<string> offences = [];
        foreach (var entry in ledger.Entries.Where(entry => entry.Deed != Deed.Alert))
        {
            var (times, parts) = await TracesAsync(entry, tickets);
            if (times.Max() > 1 || times.Min() != times.Max() || (times.Max() == 0 && entry.Outcome == Outcome.Acknowledged))
                offences.Add($"{entry.Deed} {entry.Text} of {entry.Client}, {Told(entry)}, is there {Count(times, parts)}.");
        }

        foreach (var group in ledger.Entries.Where(entry => entry.Deed == Deed.Alert).GroupBy(entry => entry.Text))
            if (await AlertOffenceAsync(group, [.. tickets[group.Key]]) is { } offence) offences.Add(offence);

        var asked = ledger.Entries.Select(entry => entry.Text).ToHashSet(StringComparer.Ordinal);
        offences.AddRange(tickets.Where(found => !asked.Contains(found.Key)).Select(found => $"Incident {found.Key} is there although nobody asked for it."));
        return offences;
    }

    private async Task<(int[] Times, string[] Parts)> TracesAsync(Entry entry, ILookup<string, JsonObject> tickets)
    {
        if (entry.Deed == Deed.Open)
        {
            JsonObject[] found = [.. tickets[entry.Text]];
            if (found.Length == 0) return ([0], ["incident"]);
            var opened = await LinesAsync(Text(found[0], "sys_id"));
            return (
                [found.Length, Kinds(opened, "opened"), Math.Min(Kinds(opened, "told"), 1), found.Count(ticket => Text(ticket, "short_description") == entry.Text)],
                ["incident", "opening", "telling", "field"]);
        }

        var lines = await LinesAsync(entry.Ticket!);
        return entry.Deed == Deed.Claim
            ? ([Kinds(lines, "assigned"), Setting(lines, "assigned_to", Installation.Agent)], ["assignment", "field"])
            : ([lines.Count(line => Text(line, "kind") == "work-note" && Text(line, "text") == entry.Text), Setting(lines, "description", entry.Text)], ["note", "field"]);
    }

    // A post has no idempotency key, because a repeat is news: so a group counts its posts.
    private async Task<string?> AlertOffenceAsync(IGrouping<string, Entry> group, JsonObject[] found)
    {
        var acknowledged = group.Count(entry => entry.Outcome == Outcome.Acknowledged);
        if (found.Length > 1 || (found.Length == 0 && acknowledged > 0)) return $"Alert group {group.Key}, posted {group.Count()} times, {acknowledged} acknowledged, has {found.Length} incidents.";
        if (found.Length == 0) return null;
        var lines = await LinesAsync(Text(found[0], "sys_id"));
        var noted = 1 + lines.Count(line => Text(line, "kind") is "message-received" or "message-ignored" && Text(line, "element") != "Start_alert");
        return noted >= acknowledged && noted <= group.Count()
            ? null
            : $"Alert group {group.Key}, posted {group.Count()} times, {acknowledged} acknowledged, is noted {noted} times.";
    }

    private async Task<IReadOnlyList<JsonObject>> LinesAsync(string ticket) =>
        _timelines.TryGetValue(ticket, out var known) ? known : _timelines[ticket] = await reader.TimelineAsync(ticket);

    private static int Kinds(IReadOnlyList<JsonObject> lines, string kind) => lines.Count(line => Text(line, "kind") == kind);

    private static int Setting(IReadOnlyList<JsonObject> lines, string field, string value) =>
        lines.Count(line => Text(line, "kind") == "fields-set" && line["result"] is JsonObject set && Text(set, field) == value);

    private static string Told(Entry entry) => entry.Outcome == Outcome.Acknowledged ? "acknowledged" : "not answered";

    private static string Count(int[] times, string[] parts) => string.Join(" and ", times.Zip(parts, (count, part) => $"{count} times as {part}"));

    private static string Text(JsonObject holder, string name) => holder[name] switch
    {
        JsonObject reference => reference["value"]?.ToString() ?? "",
        var value => value?.ToString() ?? "",
    };
}
