using System.Security.Cryptography;
using System.Text;

namespace WorkflowItsm.Mail.Threads;

/// <summary>A ticket that a mail names, and the token it brings along.</summary>
/// <param name="Number">The ticket's number.</param>
/// <param name="Token">What only the recipient of a mail about the ticket knows; empty when the mail brings none.</param>
internal sealed record TicketMark(string Number, string Token);

/// <summary>
/// Tokens in our Message-IDs and reply addresses: an HMAC over the ticket and the address that was written to. Who
/// brings it back has read a mail to that address; nothing has to be stored for it. Safe to share between threads.
/// </summary>
/// <param name="key">The secret of this store.</param>
internal sealed class ReplyTokens(byte[] key)
{
    // 96 bits: nobody guesses them, and a reply address stays below the 64 characters before its @.
    private const int Bytes = 12;

    /// <summary>The token of a mail about a ticket to an address, in lower-case hexadecimal digits.</summary>
    public string Of(string number, string address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{number.ToUpperInvariant()}\n{address.ToLowerInvariant()}")).AsSpan(0, Bytes));

    /// <summary>Whether a mark was in a mail to this address.</summary>
    public bool Holds(TicketMark mark, string address) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(mark.Token), Encoding.UTF8.GetBytes(Of(mark.Number, address)));
}
