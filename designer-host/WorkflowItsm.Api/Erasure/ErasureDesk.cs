using Microsoft.EntityFrameworkCore;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Erasure;

namespace WorkflowItsm.Api.Erasure;

/// <summary>
/// Orders the erasure of a person, who is found by the account's name, and besides by what the account says: how people call
/// its owner, and the mail address. Safe to share between threads.
/// </summary>
/// <param name="contexts">Reads <c>ops.db</c>.</param>
/// <param name="erasures">Does it.</param>
public sealed class ErasureDesk(IDbContextFactory<OpsDbContext> contexts, IErasures erasures)
{
    private const int ShortestName = 2;

    /// <summary>Orders it. The account need not exist: callers of tickets may have none, and a repeat finds none.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="also">Further names and addresses of the person.</param>
    /// <param name="by">Who orders it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The id to look under, or the refusal.</returns>
    public async Task<(string? Id, Refusal? Refusal)> OrderAsync(
        string name, IReadOnlyList<string> also, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (string.Equals(name, by.Name, StringComparison.OrdinalIgnoreCase))
            return (null, Refuse("erase-oneself", "Nobody orders their own erasure; ask another administrator.", "不能删除自己的个人数据；请由另一位管理员操作。"));
        if (AccountBook.NameProblem(name) is { } wrong) return (null, Refuse("bad-name", wrong, AccountBook.NameWords(wrong).Zh));
        var names = new[] { name }.Concat(await KnownAsync(name, cancellationToken)).Concat(also).Select(one => one.Trim()).Distinct(StringComparer.Ordinal).ToList();
        if (names.Find(one => one.Length < ShortestName) is { } brief)
            return (null, Refuse(
                "bad-name",
                $"'{brief}' is too short to tell a person by; expected at least {ShortestName} characters.",
                $"“{brief}”太短，无法据此辨认个人；至少需要 {ShortestName} 个字符。"));
        return await erasures.OrderAsync(new(names.ToValueList()), by, cancellationToken);
    }

    /// <summary>How an erasure stands; null when there is none under the id.</summary>
    public ValueTask<ErasureReport?> FindAsync(string id, CancellationToken cancellationToken = default) => erasures.FindAsync(id, cancellationToken);

    private async Task<IReadOnlyList<string>> KnownAsync(string name, CancellationToken cancellationToken)
    {
        var normalized = name.ToUpperInvariant();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await context.Users.AsNoTracking().FirstOrDefaultAsync(one => one.NormalizedUserName == normalized, cancellationToken);
        return [.. new[] { account?.UserName, account?.DisplayName, account?.Email }.OfType<string>().Where(one => one.Trim().Length >= ShortestName)];
    }

    private static Refusal Refuse(string code, string en, string zh) => new(code, en) { SentenceZh = zh };
}
