using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>
/// Finds out whom a token stands for. An answer is kept for 30 seconds, so that a busy client costs no query a
/// request and a revoked token still stops within the minute. Nothing is written. Safe to share between threads.
/// </summary>
internal sealed class TokenDirectory(IDbContextFactory<OpsDbContext> contexts, LocalToken local, TimeProvider time)
{
    private const int MaxKept = 10_000;
    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (Actor Actor, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public async Task<Actor?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        if (local.Is(secret)) return local.Actor;
        if (!secret.StartsWith(ApiToken.Prefix, StringComparison.Ordinal) || secret.Length > 200) return null;
        var digest = ApiToken.DigestOf(secret);
        var now = time.GetUtcNow();
        if (_known.TryGetValue(digest, out var known) && known.Until > now) return known.Actor;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var token = await context.Tokens.AsNoTracking().FirstOrDefaultAsync(one => one.Digest == digest, cancellationToken);
        if (token is null || !Same(token.Digest, digest))
        {
            _known.TryRemove(digest, out _);
            return null;
        }

        if (_known.Count >= MaxKept) _known.Clear();
        var actor = new Actor(token.Name, token.Role);
        _known[digest] = (actor, now + s_kept);
        return actor;
    }

    private static bool Same(string kept, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept), Encoding.ASCII.GetBytes(given));
}
