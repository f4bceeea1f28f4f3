using System.Text;
using System.Text.RegularExpressions;

namespace WorkflowItsm.Mail.Threads;

/// <summary>
/// Our Message-IDs. A mail's own is <c>NUMBER.EFFECT.TOKEN@domain</c>, the same at every try; all mails about a ticket to
/// one address answer <c>NUMBER.TOKEN@domain</c>, a mail that never was, so that mail programs show them as one thread.
/// </summary>
internal static partial class ThreadId
{
    private const int MaxName = 120;

    /// <summary>The Message-ID of the mail that an effect sends; without a mark that of a mail about no ticket.</summary>
    public static string Of(TicketMark? mark, string effectId, string domain) =>
        mark is null ? $"{Name(effectId)}@{domain}" : $"{mark.Number}.{Name(effectId)}.{mark.Token}@{domain}";

    /// <summary>The id that all mails of a thread answer.</summary>
    public static string Root(TicketMark mark, string domain) => $"{mark.Number}.{mark.Token}@{domain}";

    /// <summary>What one of our ids names; null when it is none of ours, whatever its domain: that may have been another one once.</summary>
    public static TicketMark? Read(string? id) =>
        id is not null && Ours().Match(id) is { Success: true } match ? new(match.Groups[1].Value, match.Groups[2].Value) : null;

    /// <summary>An id as a name of a file or a part of an address.</summary>
    public static string Name(string id)
    {
        var name = new StringBuilder(id.Length);
        foreach (var one in id) name.Append(char.IsAsciiLetterOrDigit(one) || one is '-' or '_' or '.' ? one : '_');
        var safe = name.ToString().Trim('.');
        return safe.Length <= MaxName ? safe : safe[..MaxName];
    }

    [GeneratedRegex("^<?([A-Z]+[0-9]+)[.](?:[A-Za-z0-9._-]+[.])?([0-9a-f]{24})@[^@<>]+>?$")]
    private static partial Regex Ours();
}
