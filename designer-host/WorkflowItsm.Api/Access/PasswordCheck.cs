using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>
/// Checks names and passwords. Hashing a password costs about 100 ms of a core, and machine clients send it
/// with every request; so a pair that was right is remembered for five minutes under an HMAC whose key lives
/// in this process alone. At most every 30 seconds the account's security stamp is looked at, so that a
/// removed account or a changed password holds within the minute. Safe to share between threads.
/// </summary>
internal sealed class PasswordCheck(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    private const int MaxKept = 10_000;
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_trusted = TimeSpan.FromSeconds(30);
    private static readonly string s_nobodysHash = new PasswordHasher<Account>().HashPassword(new(), Guid.NewGuid().ToString());
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    // Guessing must not take all cores away from those who are signed in.
    private readonly SemaphoreSlim _hashing = new(Math.Max(1, Environment.ProcessorCount / 2));

    private int _hashed;

    private sealed record Known(Actor Actor, string Stamp, DateTimeOffset VerifiedAt, DateTimeOffset LookedAt);

    /// <summary>How many passwords have been hashed; tests see by it that the memory works.</summary>
    public int Hashed => _hashed;

    public async Task<Actor?> FindAsync(string name, string password, CancellationToken cancellationToken)
    {
        var key = KeyOf(name, password);
        var now = time.GetUtcNow();
        if (_known.TryGetValue(key, out var known) && now - known.VerifiedAt < s_kept)
        {
            if (now - known.LookedAt < s_trusted) return known.Actor;
            if (await LookAgainAsync(name, known, now) is { } still)
            {
                _known[key] = still;
                return still.Actor;
            }
        }

        _known.TryRemove(key, out _);
        if (await VerifyAsync(name, password, now, cancellationToken) is not { } found) return null;
        if (_known.Count >= MaxKept) _known.Clear();
        _known[key] = found;
        return found.Actor;
    }

    public void Dispose() => _hashing.Dispose();

    private async Task<Known?> LookAgainAsync(string name, Known known, DateTimeOffset now)
    {
        await using var scope = scopes.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByNameAsync(name);
        return account is not null && account.SecurityStamp == known.Stamp
            ? known with { Actor = new(account.UserName!, account.Role), LookedAt = now }
            : null;
    }

    private async Task<Known?> VerifyAsync(string name, string password, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = await users.FindByNameAsync(name);
        if (account is not null && await users.IsLockedOutAsync(account)) return null;

        await _hashing.WaitAsync(cancellationToken);
        try
        {
            Interlocked.Increment(ref _hashed);
            if (account is null)
            {
                // As slow as for an account that exists: the time taken must not tell which names there are.
                users.PasswordHasher.VerifyHashedPassword(new(), s_nobodysHash, password);
                return null;
            }

            if (!await users.CheckPasswordAsync(account, password))
            {
                await users.AccessFailedAsync(account);
                return null;
            }
        }
        finally
        {
            _hashing.Release();
        }

        if (account.AccessFailedCount > 0) await users.ResetAccessFailedCountAsync(account);
        return new(new(account.UserName!, account.Role), account.SecurityStamp ?? "", now, now);
    }

    private string KeyOf(string name, string password) =>
        Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{name}\0{password}")));
}
