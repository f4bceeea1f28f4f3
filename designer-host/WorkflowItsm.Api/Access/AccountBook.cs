using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Access;

/// <summary>Adds, lists and removes accounts. One a scope.</summary>
/// <param name="users">Identity.</param>
/// <param name="time">The clock.</param>
public sealed class AccountBook(UserManager<Account> users, TimeProvider time)
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int PasswordLength = 24;
    private const int MaxName = 100;

    /// <summary>Adds an account; the password is shown once and kept only as a hash. The sentence says why there is none.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="role">Its role.</param>
    /// <param name="displayName">How people call its owner; null shows the name.</param>
    /// <param name="teams">The ids of the owner's teams; null for none.</param>
    public async Task<(string? Password, Words? Problem)> AddAsync(
        string name, Role role, string? displayName = null, IReadOnlyList<string>? teams = null)
    {
        if (NameProblem(name) is { } wrong) return (null, NameWords(wrong));
        if (await users.FindByNameAsync(name) is not null)
            return (null, new($"There is an account '{name}' already; remove it first, or choose another name.", $"已有名为“{name}”的账户；请先移除，或换一个名称。"));
        var password = RandomNumberGenerator.GetString(Letters, PasswordLength);
        var made = await users.CreateAsync(
            new() { UserName = name, Role = role, CreatedAt = time.GetUtcNow(), DisplayName = displayName, Teams = [.. teams ?? []] }, password);
        return made.Succeeded ? (password, null) : (null, IdentityWords.Of(made));
    }

    /// <summary>All accounts, by name.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync() =>
        await users.Users.AsNoTracking().OrderBy(account => account.UserName).ToListAsync();

    /// <summary>
    /// Changes what an account may do and who its owner is; false when there is none. A changed role ends the
    /// account's sessions.
    /// </summary>
    public async Task<bool> ChangeAsync(string name, Role role, string? displayName, IReadOnlyList<string> teams)
    {
        if (await users.FindByNameAsync(name) is not { } account) return false;
        var moved = account.Role != role;
        (account.Role, account.DisplayName, account.Teams) = (role, displayName, [.. teams]);
        return moved ? (await users.UpdateSecurityStampAsync(account)).Succeeded : (await users.UpdateAsync(account)).Succeeded;
    }

    /// <summary>Gives an account a new password, shown once, ends its sessions and unlocks it; null when there is no such account.</summary>
    public async Task<string?> ResetAsync(string name)
    {
        if (await users.FindByNameAsync(name) is not { } account) return null;
        var password = RandomNumberGenerator.GetString(Letters, PasswordLength);
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        (account.LockoutEnd, account.AccessFailedCount) = (null, 0);
        return (await users.UpdateSecurityStampAsync(account)).Succeeded ? password : null;
    }

    /// <summary>Removes an account; false when there is none. A server that runs lets it in for at most a minute more.</summary>
    public async Task<bool> RemoveAsync(string name) =>
        await users.FindByNameAsync(name) is { } account && (await users.DeleteAsync(account)).Succeeded;

    /// <summary>A name's problem in both languages.</summary>
    internal static Words NameWords(string problem) => new(
        problem, $"名称须为 1 到 {MaxName} 个字符，不含冒号、逗号、控制字符和首尾空格，且不能是“system”或“local”。");

    /// <summary>What is wrong with a name, or null. Names are recorded in journals and sent in headers: no control characters, no colon.</summary>
    internal static string? NameProblem(string name) =>
        name.Length is 0 or > MaxName || name != name.Trim() || name.Any(one => char.IsControl(one) || one is ':' or ',') || name is "system" or "local"
            ? $"'{name}' cannot be a name; expected 1 to {MaxName} characters without colon, comma, control characters and outer blanks, other than 'system' and 'local'."
            : null;
}
