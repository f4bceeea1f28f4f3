using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Access;

/// <summary>
/// The way in for the first administrator: a link with a random token, of which only the digest is kept. Each start
/// without an administrator draws a new one. Once there has been an administrator, by the link or by a verb, no link
/// works ever again, also after all administrators are gone. Safe to share between threads.
/// </summary>
/// <param name="contexts">Opens <c>ops.db</c>.</param>
/// <param name="time">The clock.</param>
public sealed class SetupBook(IDbContextFactory<OpsDbContext> contexts, TimeProvider time)
{
    private const int TokenBytes = 32;

    private static readonly Words s_closed = new(
        "This link has been used, or is not the newest one. Ask an administrator for an account, or make one with the verb 'user add'.",
        "此链接已被使用，或不是最新的链接。请联系管理员开通账户，或使用命令“user add”创建账户。");

    /// <summary>A new token; null when there is or has been an administrator. Tokens drawn before are worth nothing.</summary>
    public async Task<string?> DrawAsync(CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var link = await context.SetupLinks.FindAsync([SetupLink.TheOne], cancellationToken);
        if (link?.ClosedAt is not null) return null;
        if (link is null) context.SetupLinks.Add(link = new() { Digest = "" });
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        link.Digest = ApiToken.DigestOf(token);
        if (await context.Users.AnyAsync(account => account.Role == Role.Administrator, cancellationToken))
        {
            link.ClosedAt = time.GetUtcNow();
            token = null;
        }

        await context.SaveChangesAsync(cancellationToken);
        return token;
    }

    /// <summary>Whether a token would work now.</summary>
    public async Task<bool> IsOpenAsync(string token, CancellationToken cancellationToken = default)
    {
        var digest = ApiToken.DigestOf(token);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.SetupLinks.AnyAsync(link => link.Digest == digest && link.ClosedAt == null, cancellationToken)
            && !await context.Users.AnyAsync(account => account.Role == Role.Administrator, cancellationToken);
    }

    /// <summary>Makes the first administrator, or says why not. Of two at once one comes through.</summary>
    /// <param name="users">Identity on <paramref name="context"/>.</param>
    /// <param name="context">The same scope's context: the link is closed and the account made, or neither.</param>
    /// <param name="token">The token of the link.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="password">Its password.</param>
    internal async Task<(Account? Account, Words? Problem)> UseAsync(
        UserManager<Account> users, OpsDbContext context, string token, string name, string password)
    {
        if (!await IsOpenAsync(token)) return (null, s_closed);
        if (AccountBook.NameProblem(name) is { } wrong) return (null, AccountBook.NameWords(wrong));
        var digest = ApiToken.DigestOf(token);
        await using var transaction = await context.Database.BeginTransactionAsync();
        var closed = await context.SetupLinks.Where(link => link.Digest == digest && link.ClosedAt == null)
            .ExecuteUpdateAsync(link => link.SetProperty(one => one.ClosedAt, time.GetUtcNow()));
        if (closed == 0) return (null, s_closed);
        var account = new Account { UserName = name, Role = Role.Administrator, CreatedAt = time.GetUtcNow() };
        var made = await users.CreateAsync(account, password);
        if (!made.Succeeded) return (null, IdentityWords.Of(made));
        await transaction.CommitAsync();
        return (account, null);
    }
}
