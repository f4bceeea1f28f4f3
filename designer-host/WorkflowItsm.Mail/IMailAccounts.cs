using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Mail;

/// <summary>Whose mail addresses are known; the host that keeps the accounts says so. Must be safe to share between threads.</summary>
public interface IMailAccounts
{
    /// <summary>The person behind an address, with the role they have now; null when there is none, or they may not act any more.</summary>
    /// <param name="address">The address, as the mail has it.</param>
    /// <param name="name">The account's name where the address is in the organisation's own domain (<c>alice@example.org</c> is <c>alice</c>); else null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<Actor?> FindAsync(string address, string? name, CancellationToken cancellationToken);
}
