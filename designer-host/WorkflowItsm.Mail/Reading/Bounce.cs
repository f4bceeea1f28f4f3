using MimeKit;
using WorkflowItsm.Mail.Threads;

namespace WorkflowItsm.Mail.Reading;

/// <summary>A mail server's report that a mail of ours did not arrive (RFC 3464).</summary>
/// <param name="Mark">The ticket it was about.</param>
/// <param name="Recipient">Whom it did not reach.</param>
/// <param name="Status">What the servers said.</param>
/// <param name="Addresses">Every address that the mail may have been written to: servers rewrite them on the way.</param>
internal sealed record Bounce(TicketMark Mark, string Recipient, string Status, IReadOnlyList<string> Addresses)
{
    /// <summary>Reads a report of a final failure about a mail of ours; null when the mail is none.</summary>
    public static Bounce? Read(MimeMessage mail)
    {
        if (mail.Body is not MultipartReport report) return null;
        var status = report.OfType<MessageDeliveryStatus>().FirstOrDefault();
        var failed = status?.StatusGroups.FirstOrDefault(group => group["Action"]?.Trim().Equals("failed", StringComparison.OrdinalIgnoreCase) == true);
        if (failed is null || Returned(report) is not { } headers) return null;
        var mark = ThreadId.Read(headers[HeaderId.MessageId]?.Trim()) ?? ThreadId.Read(headers[HeaderId.InReplyTo]?.Trim());
        if (mark is null) return null;
        List<string> addresses = [.. new[] { Address(failed["Original-Recipient"]), Address(failed["Final-Recipient"]) }.OfType<string>(), .. To(headers)];
        return addresses.Count == 0 ? null : new(mark, addresses[0], (failed["Diagnostic-Code"] ?? failed["Status"] ?? "").ReplaceLineEndings(" ").Trim(), addresses);
    }

    private static HeaderList? Returned(MultipartReport report) =>
        report.OfType<MessagePart>().Select(part => part.Message?.Headers).FirstOrDefault(headers => headers is not null)
        ?? report.OfType<MimePart>().Where(part => part.ContentType.IsMimeType("text", "rfc822-headers")).Select(Headers).FirstOrDefault();

    private static HeaderList? Headers(MimePart part)
    {
        if (part.Content is null) return null;
        using var stream = part.Content.Open();
        try
        {
            return HeaderList.Load(stream);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // "rfc822; li.na@example.org"
    private static string? Address(string? field) => field?.Split(';', 2) is [_, var address] && address.Trim() is { Length: > 0 } found ? found : null;

    private static IEnumerable<string> To(HeaderList headers) =>
        headers[HeaderId.To] is { } to && InternetAddressList.TryParse(to, out var list) ? list.Mailboxes.Select(mailbox => mailbox.Address) : [];
}
