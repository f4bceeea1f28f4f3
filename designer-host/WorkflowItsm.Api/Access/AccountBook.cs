using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Engine.Cases;

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
    public async Task<(string? Password, string? Problem)> AddAsync(string name, Role role)
    {
        if (NameProblem(name) is { } wrong) return (null, wrong);
        if (await users.FindByNameAsync(name) is not null)
            return (null, $"There is an account '{name}' already; remove it first, or choose another name.");
        var password = RandomNumberGenerator.GetString(Letters, PasswordLength);
        var made = await users.CreateAsync(new() { UserName = name, Role = role, CreatedAt = time.GetUtcNow() }, password);
        return made.Succeeded ? (password, null) : (null, string.Join(" ", made.Errors.Select(error => error.Description)));
    }

    /// <summary>All accounts, by name.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync() =>
        await users.Users.AsNoTracking().OrderBy(account => account.UserName).ToListAsync();

    /// <summary>Removes an account; false when there is none. A server that runs lets it in for at most a minute more.</summary>
    public async Task<bool> RemoveAsync(string name) =>
        await users.FindByNameAsync(name) is { } account && (await users.DeleteAsync(account)).Succeeded;

    /// <summary>What is wrong with a name, or null. Names are recorded in journals and sent in headers: no control characters, no colon.</summary>
    internal static string? NameProblem(string name) =>
        name.Length is 0 or > MaxName || name != name.Trim() || name.Any(one => char.IsControl(one) || one is ':' or ',') || name is "system" or "local"
            ? $"'{name}' cannot be a name; expected 1 to {MaxName} characters without colon, comma, control characters and outer blanks, other than 'system' and 'local'."
            : null;
}
