using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>Adds, lists and revokes tokens. Safe to share between threads.</summary>
/// <param name="contexts">Opens <c>ops.db</c>.</param>
/// <param name="time">The clock.</param>
public sealed class TokenBook(IDbContextFactory<OpsDbContext> contexts, TimeProvider time)
{
    /// <summary>Adds a token; the secret is shown once and kept only as a digest. The sentence says why there is none.</summary>
    public async Task<(string? Secret, string? Problem)> AddAsync(string name, Role role, CancellationToken cancellationToken = default)
    {
        if (AccountBook.NameProblem(name) is { } wrong) return (null, wrong);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Tokens.AnyAsync(token => token.Name == name, cancellationToken))
            return (null, $"There is a token '{name}' already; revoke it first, or choose another name.");
        var secret = ApiToken.NewSecret();
        context.Tokens.Add(new() { Digest = ApiToken.DigestOf(secret), Name = name, Role = role, CreatedAt = time.GetUtcNow() });
        await context.SaveChangesAsync(cancellationToken);
        return (secret, null);
    }

    /// <summary>All tokens, by name.</summary>
    public async Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Tokens.AsNoTracking().OrderBy(token => token.Name).ToListAsync(cancellationToken);
    }

    /// <summary>Revokes a token; false when there is none. A server that runs takes it for at most 30 seconds more.</summary>
    public async Task<bool> RevokeAsync(string name, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Tokens.Where(token => token.Name == name).ExecuteDeleteAsync(cancellationToken) > 0;
    }
}
