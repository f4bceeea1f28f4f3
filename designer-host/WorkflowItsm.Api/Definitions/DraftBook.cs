using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Definitions;

/// <summary>
/// Keeps drafts in <c>ops.db</c>, one for each account and bundle, so that neither a reload nor an expired session loses
/// anything. Safe to share between threads.
/// </summary>
internal sealed class DraftBook(IDbContextFactory<OpsDbContext> contexts, TimeProvider time) : IDisposable
{
    // Two tabs of one person write the same rows.
    private readonly SemaphoreSlim _writing = new(1);

    public void Dispose() => _writing.Dispose();

    /// <summary>The draft of an actor, or null.</summary>
    public async Task<BundleDraft?> FindAsync(string bundle, Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await RowAsync(context, bundle, actor, cancellationToken) is { } row ? Draft(row) : null;
    }

    /// <summary>The bundles of which an actor has drafts, by name.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await AccountIdAsync(context, actor, cancellationToken) is { } account
            ? await context.Set<DraftRow>().Where(row => row.AccountId == account).Select(row => row.Bundle).Order().ToListAsync(cancellationToken)
            : [];
    }

    /// <summary>
    /// Replaces a draft by what <paramref name="change"/> makes of it; null is no draft. False when the actor has no account.
    /// </summary>
    public async Task<bool> ChangeAsync(
        string bundle, Actor actor, Func<BundleDraft?, BundleDraft?> change, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (await AccountIdAsync(context, actor, cancellationToken) is not { } account) return false;
            var row = await RowAsync(context, bundle, actor, cancellationToken);
            if (change(row is null ? null : Draft(row)) is { } kept)
                Keep(row ?? context.Add(new DraftRow { AccountId = account, Bundle = bundle }).Entity, kept);
            else if (row is not null)
                context.Remove(row);
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Keep(DraftRow row, BundleDraft draft)
    {
        (row.BaseVersion, row.ChangedAt) = (draft.BaseVersion, time.GetUtcNow());
        row.Files.RemoveAll(file => !draft.Files.ContainsKey(file.Path));
        foreach (var (path, content) in draft.Files)
        {
            var bytes = content?.ToArray();
            if (row.Files.Find(file => file.Path == path) is not { } file) row.Files.Add(new() { Path = path, Content = bytes });
            else file.Content = bytes;
        }
    }

    private static BundleDraft Draft(DraftRow row) =>
        new(row.BaseVersion, row.ChangedAt, row.Files.ToDictionary(
            file => file.Path, file => file.Content is { } bytes ? (ReadOnlyMemory<byte>?)bytes : null, StringComparer.Ordinal));

    private static async Task<DraftRow?> RowAsync(OpsDbContext context, string bundle, Actor actor, CancellationToken cancellationToken) =>
        await AccountIdAsync(context, actor, cancellationToken) is { } account
            ? await context.Set<DraftRow>().Include(row => row.Files)
                .FirstOrDefaultAsync(row => row.AccountId == account && row.Bundle == bundle, cancellationToken)
            : null;

    private static Task<string?> AccountIdAsync(OpsDbContext context, Actor actor, CancellationToken cancellationToken) =>
        context.Users.Where(account => account.UserName == actor.Name).Select(account => account.Id).FirstOrDefaultAsync(cancellationToken);
}
