using System.Net;
using Microsoft.Extensions.Options;
using MimeKit;

namespace WorkflowItsm.Mail.Settings;

/// <summary>Checks the options, all at once.</summary>
internal sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        List<string> errors = [.. Errors(options)];
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(MailOptions options)
    {
        if (!IsAddress(options.From))
            yield return $"Mail:From is '{options.From}'; expected a sender such as \"Service desk <desk@example.org>\".";
        foreach (var error in Server("Mail:Smtp", options.Smtp)) yield return error;
        foreach (var error in Server("Mail:Imap", options.Imap)) yield return error;
        foreach (var error in Mailbox(options.Imap)) yield return error;
        if (options.Replies.Address.Length > 0 && !IsAddress(options.Replies.Address.Replace(ReplyAddress.Place, "x", StringComparison.Ordinal)))
            yield return $"Mail:Replies:Address is '{options.Replies.Address}'; expected an address such as reply+{ReplyAddress.Place}@example.org.";
        if (options.Replies.MaxPerSender < 1)
            yield return $"Mail:Replies:MaxPerSender is {options.Replies.MaxPerSender}; it must be at least 1.";
    }

    private static IEnumerable<string> Server(string section, MailServer server)
    {
        if (!server.IsSet) yield break;
        if (server.Port is < 0 or > 65535) yield return $"{section}:Port is {server.Port}; expected 1 to 65535, or 0 for the usual one.";
        if (server.User.Length > 0 && server.Password.Length == 0) yield return $"{section}:User is set but {section}:Password is not; set both or none.";
        if (server is { User.Length: > 0, Security: MailSecurity.None } && !IsThisMachine(server.Host))
            yield return $"{section}:Security is None and would send the password to {server.Host} in the clear; use StartTls or Tls.";
    }

    private static IEnumerable<string> Mailbox(ImapServer imap)
    {
        if (!imap.IsSet) yield break;
        if (imap.User.Length == 0) yield return "Mail:Imap:User is empty; a mailbox belongs to somebody who signs in.";
        string[] folders = [imap.Folder, imap.ProcessedFolder, imap.FailedFolder];
        if (folders.Any(string.IsNullOrWhiteSpace) || folders.Distinct(StringComparer.OrdinalIgnoreCase).Count() < 3)
            yield return $"Mail:Imap:Folder, ProcessedFolder and FailedFolder are '{imap.Folder}', '{imap.ProcessedFolder}' and '{imap.FailedFolder}'; they must be three different folders.";
        if (imap.PollSeconds < 1) yield return $"Mail:Imap:PollSeconds is {imap.PollSeconds}; it must be at least 1.";
    }

    private static bool IsAddress(string text) => MailboxAddress.TryParse(text, out var mailbox) && mailbox.Domain.Length > 0;

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
