using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Runtime.Erasure;

namespace WorkflowItsm.Api.Access;

/// <summary>
/// Erases a person's account and token, and with the account its drafts. In the end <c>ops.db</c> is written anew, so that it no longer
/// holds bytes of what was deleted, whoever of its users deleted it.
/// </summary>
internal sealed class AccountErasure(IDbContextFactory<OpsDbContext> contexts) : IErasureParticipant
{
    public async Task<int> EraseAsync(ErasedPerson person, CancellationToken cancellationToken)
    {
        var normalized = person.Account.ToUpperInvariant();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var accounts = await context.Users.Where(account => account.NormalizedUserName == normalized).ToListAsync(cancellationToken);
        context.Users.RemoveRange(accounts);
        await context.SaveChangesAsync(cancellationToken);
        return accounts.Count + await context.Tokens.Where(token => token.Name == person.Account).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task CompactAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM";
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        if (await command.ExecuteScalarAsync(cancellationToken) is not 0L)
            throw new IOException("The log of ops.db cannot be emptied while somebody reads it; it is tried again.");
    }
}
