using MimeKit;
using MimeKit.Cryptography;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Mail.Threads;

namespace WorkflowItsm.Mail.Replies;

/// <summary>
/// Whether a mail is from whom it says. Anybody can write any sender; so either it brings the token of a mail that this
/// person was sent, or that the person's team was sent, or our own mail server vouches for the sender.
/// </summary>
internal sealed class Proof(ReplyTokens tokens, string trustedServer)
{
    /// <summary>Whether the mark is good enough for this sender.</summary>
    /// <param name="mark">What the mail names.</param>
    /// <param name="mail">The mail.</param>
    /// <param name="sender">The address it says it is from.</param>
    /// <param name="actor">The account of that address.</param>
    /// <param name="teams">The teams: mails to a team are for those who work on tickets.</param>
    public bool Holds(TicketMark mark, MimeMessage mail, string sender, Actor actor, IEnumerable<Team> teams) =>
        mark.Token.Length == 0 ? IsVouchedFor(mail, sender)
        : tokens.Holds(mark, sender)
            || (actor.Role is not Role.Requester && teams.Any(team => tokens.Holds(mark, team.Mail) || tokens.Holds(mark, team.LeadMail)))
            || IsVouchedFor(mail, sender);

    /// <summary>Whether a mark was in a mail to one of these addresses, or to a team.</summary>
    public bool WasSentTo(TicketMark mark, IEnumerable<string> addresses) => addresses.Any(address => tokens.Holds(mark, address));

    /// <summary>Only the topmost result counts: our server writes it there, and what stands below may be the sender's own.</summary>
    private bool IsVouchedFor(MimeMessage mail, string sender)
    {
        if (trustedServer.Length == 0 || mail.Headers.FirstOrDefault(header => header.Id == HeaderId.AuthenticationResults) is not { } header) return false;
        return AuthenticationResults.TryParse(header.RawValue, out var results)
            && trustedServer.Equals(results.AuthenticationServiceIdentifier, StringComparison.OrdinalIgnoreCase)
            && results.Results.Any(result => result is { Method: "dmarc", Result: "pass" } && result.Properties.Any(property =>
                property is { PropertyType: "header", Property: "from" } && property.Value.Equals(sender[(sender.LastIndexOf('@') + 1)..], StringComparison.OrdinalIgnoreCase)));
    }
}
