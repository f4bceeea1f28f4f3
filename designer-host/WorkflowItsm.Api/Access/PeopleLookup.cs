using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>Finds people, and says how they are called. Safe to share between threads.</summary>
/// <param name="contexts">Reads <c>ops.db</c>.</param>
public sealed class PeopleLookup(IDbContextFactory<OpsDbContext> contexts)
{
    /// <summary>
    /// The accounts whose names begin so, or whose owners' names contain it, whatever the case, by name; none for
    /// actors who do not work on tickets.
    /// </summary>
    public async Task<IReadOnlyList<Person>> FindAsync(string text, Actor actor, int limit = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Policies.All[Policies.WorkTickets].Contains(actor.Role)) return [];
        var from = text.Trim().ToUpperInvariant();
        var pattern = $"%{text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users
            .Where(account => account.NormalizedUserName!.StartsWith(from) || EF.Functions.Like(account.DisplayName!, pattern, "\\"))
            .OrderBy(account => account.NormalizedUserName).Take(limit)
            .Select(account => new Person(account.UserName!, account.Role) { DisplayName = account.DisplayName })
            .ToListAsync(cancellationToken);
    }

    /// <summary>How the owners of accounts are called, by the accounts' names; accounts without a name for people, and names without an account, are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CallAsync(IEnumerable<string> names, CancellationToken cancellationToken = default)
    {
        var asked = names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0) return new Dictionary<string, string>();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users
            .Where(account => asked.Contains(account.UserName!) && account.DisplayName != null && account.DisplayName != "")
            .ToDictionaryAsync(account => account.UserName!, account => account.DisplayName!, StringComparer.Ordinal, cancellationToken);
    }
}

/// <summary>Somebody with an account.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="Role">What the account may do.</param>
public sealed record Person(string Name, Role Role)
{
    /// <summary>How people call the account's owner; null calls by the account's name.</summary>
    public string? DisplayName { get; init; }
}
