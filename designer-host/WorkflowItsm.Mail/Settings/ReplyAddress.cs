using System.Text.RegularExpressions;
using WorkflowItsm.Mail.Threads;

namespace WorkflowItsm.Mail.Settings;

/// <summary>The address of replies, with or without a place for the ticket.</summary>
internal sealed class ReplyAddress(string template)
{
    /// <summary>What stands for the ticket.</summary>
    public const string Place = "{ticket}";

    private readonly Regex? _pattern = template.Contains(Place, StringComparison.Ordinal)
        ? new(Regex.Escape(template).Replace(Regex.Escape(Place), "(?<number>[A-Za-z]+[0-9]+)-(?<token>[0-9A-Fa-f]+)", StringComparison.Ordinal), RegexOptions.IgnoreCase)
        : null;

    /// <summary>Where a reply about a ticket is to go; null leaves it to the sender's address.</summary>
    public string? For(TicketMark? mark) =>
        template.Length == 0 || (_pattern is not null && mark is null) ? null
        : template.Replace(Place, mark is null ? "" : $"{mark.Number}-{mark.Token}", StringComparison.Ordinal);

    /// <summary>The ticket that an address or a header with addresses names; null when it names none.</summary>
    public TicketMark? Read(string addresses) =>
        _pattern?.Match(addresses) is { Success: true } match ? new(match.Groups["number"].Value.ToUpperInvariant(), match.Groups["token"].Value.ToLowerInvariant()) : null;

    /// <summary>Whether an address is one that replies go to.</summary>
    public bool Is(string address) =>
        template.Length > 0 && (_pattern?.IsMatch(address) ?? address.Equals(template, StringComparison.OrdinalIgnoreCase));
}
