using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>Finds people by the beginning of their account's name. Safe to share between threads.</summary>
/// <param name="contexts">Reads <c>ops.db</c>.</param>
public sealed class PeopleLookup(IDbContextFactory<OpsDbContext> contexts)
{
    /// <summary>The accounts whose names begin so, whatever the case, by name; none for actors who do not work on tickets.</summary>
    public async Task<IReadOnlyList<Person>> FindAsync(string beginning, Actor actor, int limit = 10, CancellationToken cancellationToken = default)
    {
        if (!Policies.All[Policies.WorkTickets].Contains(actor.Role)) return [];
        var from = beginning.Trim().ToUpperInvariant();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users
            .Where(account => account.NormalizedUserName!.StartsWith(from))
            .OrderBy(account => account.NormalizedUserName).Take(limit)
            .Select(account => new Person(account.UserName!, account.Role))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>Somebody with an account.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="Role">What the account may do.</param>
public sealed record Person(string Name, Role Role);
