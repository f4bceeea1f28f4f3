using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>
/// The mails in the pick-up folder against the lines of the timelines that say who was told: as many of the one as of
/// the other for each ticket and address. Done again under the same id, a mail is the same file; under another it is one too many.
/// </summary>
internal static partial class Mails
{
    /// <summary>What is missing or too much, a sentence each.</summary>
    public static async Task<IReadOnlyList<string>> OffencesAsync(DataFolder data, ApiClient reader)
    {
        var sent = Directory.Exists(data.Pickup)
            ? Directory.EnumerateFiles(data.Pickup, "*.eml").Select(ReadAddress).CountBy(mail => mail).ToDictionary()
            : [];
        List<string> offences = [];
        foreach (var ticket in (await reader.ListAsync("ORDERBYnumber")).Results)
        {
            var number = ticket["number"]!.GetValue<string>();
            var told = (await reader.TimelineAsync(ticket["sys_id"]!.GetValue<string>())).Select(Address).OfType<string>().CountBy(address => address);
            foreach (var (address, times) in told)
            {
                var mails = sent.GetValueOrDefault((number, address));
                if (mails != times) offences.Add($"{number} says {times} times that it told {address}; there are {mails} mails.");
                sent.Remove((number, address));
            }
        }

        offences.AddRange(sent.Select(mail => $"There are {mail.Value} mails to {mail.Key.Address} about {mail.Key.Ticket}, whose timeline says nothing of it."));
        return offences;
    }

    private static (string Ticket, string Address) ReadAddress(string file)
    {
        var head = File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n\n", 2)[0];
        return (Header(head, "X-Ticket"), Header(head, "To"));
    }

    private static string Header(string head, string name) =>
        head.Split('\n').First(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..].Trim();

    private static string? Address(JsonObject line) =>
        line["kind"]!.GetValue<string>() == "told" && InBrackets().Match(line["text"]!.GetValue<string>()) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\(([^()\s]+@[^()\s]+)\)")]
    private static partial Regex InBrackets();
}
