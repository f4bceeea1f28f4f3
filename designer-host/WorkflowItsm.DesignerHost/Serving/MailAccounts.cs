using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Mail;

namespace WorkflowItsm.DesignerHost.Serving;

/// <summary>
/// Who writes from an address: the account whose name it begins with (in the organisation's domain), that is called like
/// it, or that alone has it as its mail address. A password that was guessed wrongly locks no mails out; an account that
/// is locked for longer than a day is one that was switched off.
/// </summary>
internal sealed class MailAccounts(IServiceScopeFactory scopes, TimeProvider time) : IMailAccounts
{
    public async Task<Actor?> FindAsync(string address, string? name, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = (name is null ? null : await users.FindByNameAsync(name)) ?? await users.FindByNameAsync(address) ?? await ByAddressAsync(users, address, cancellationToken);
        return account is null || account.LockoutEnd > time.GetUtcNow().AddDays(1) ? null : new(account.UserName!, account.Role);
    }

    private static async Task<Account?> ByAddressAsync(UserManager<Account> users, string address, CancellationToken cancellationToken)
    {
        var normalized = users.NormalizeEmail(address);
        return await users.Users.AsNoTracking().Where(one => one.NormalizedEmail == normalized).Take(2).ToListAsync(cancellationToken) is [var one] ? one : null;
    }
}
