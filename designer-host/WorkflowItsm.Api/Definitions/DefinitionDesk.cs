using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Api.Definitions;

/// <summary>
/// Where people change bundles: what they change is kept as a draft of their own until they publish it. Every method
/// looks at the actor's role. Safe to share between threads.
/// </summary>
public sealed class DefinitionDesk
{
    private const int MostFiles = 1000;
    private const int LongestReason = 1000;
    private readonly IDefinitions _definitions;
    private readonly DraftBook _drafts;

    internal DefinitionDesk(IDefinitions definitions, DraftBook drafts) => (_definitions, _drafts) = (definitions, drafts);

    /// <summary>Whether an actor may look at definitions.</summary>
    public static bool MayRead(Actor actor) => Policies.All[Policies.ReadDefinitions].Contains(actor.Role);

    /// <summary>Whether an actor may change and publish them.</summary>
    public static bool MayEdit(Actor actor) => Policies.All[Policies.PublishDefinitions].Contains(actor.Role);

    /// <summary>The bundles of which an actor has drafts, by name.</summary>
    public async Task<IReadOnlyList<string>> DraftsAsync(Actor actor, CancellationToken cancellationToken = default) =>
        MayEdit(actor) ? await _drafts.ListAsync(actor, cancellationToken) : [];

    /// <summary>A bundle as an actor works on it; null when there is none, or they may not look at it.</summary>
    public async Task<BundleOnDesk?> OpenAsync(string bundle, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!MayRead(actor) || Newest(bundle) is not { } newest) return null;
        var published = _definitions.Files(bundle, newest.Version);
        if (!MayEdit(actor) || await _drafts.FindAsync(bundle, actor, cancellationToken) is not { } draft)
            return new(newest, newest.Version, published, []);
        var before = _definitions.Files(bundle, draft.BaseVersion);
        var files = draft.Over(before);
        // Published, and then something kept the draft from being put away.
        if (BundleDigest.Of(files) != newest.Digest)
        {
            return new(newest, draft.BaseVersion, files, FileChange.Between(before, files, published)) { ChangedAt = draft.ChangedAt };
        }

        await _drafts.ChangeAsync(bundle, actor, _ => null, cancellationToken);
        return new(newest, newest.Version, published, []);
    }

    /// <summary>
    /// Keeps a file in the actor's draft, which begins with it; without bytes the file is left out of the bundle. A
    /// sentence says why it was not kept.
    /// </summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="path">The file.</param>
    /// <param name="content">What it is to hold; null leaves it out.</param>
    /// <param name="seen">The version whose files the actor saw (<see cref="BundleOnDesk.BaseVersion"/>): a draft that begins now begins with
    /// it, so that what others published since is not overwritten unseen. Null when the actor saw the newest.</param>
    /// <param name="actor">Whose draft.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Words?> SaveAsync(
        string bundle, string path, ReadOnlyMemory<byte>? content, int? seen, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!MayEdit(actor)) return NotYours;
        if (BundleNames.PathProblem(path) is { } wrong) return wrong;
        if (Newest(bundle) is not { } newest) return NoBundle(bundle);
        Words? problem = null;
        var kept = await _drafts.ChangeAsync(bundle, actor, draft =>
        {
            draft ??= new(seen ?? newest.Version, default, new Dictionary<string, ReadOnlyMemory<byte>?>());
            var before = _definitions.Files(bundle, draft.BaseVersion);
            var changed = draft with { Files = Changed(draft, before, path, content) };
            problem = TooLarge(changed.Over(before));
            if (problem is not null) return draft.Files.Count == 0 ? null : draft;
            return changed.Files.Count == 0 ? null : changed;
        }, cancellationToken);
        return problem ?? (kept ? null : NotYours);
    }

    /// <summary>Puts a draft away.</summary>
    public async Task DiscardAsync(string bundle, Actor actor, CancellationToken cancellationToken = default) =>
        await _drafts.ChangeAsync(bundle, actor, _ => null, cancellationToken);

    /// <summary>Goes on from the newest version: keeps the draft's own of the named files, and takes theirs of all others.</summary>
    public async Task DecideAgainAsync(string bundle, IReadOnlySet<string> mine, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!MayEdit(actor) || Newest(bundle) is not { } newest) return;
        var theirs = _definitions.Files(bundle, newest.Version);
        await _drafts.ChangeAsync(bundle, actor, draft =>
        {
            if (draft is null) return null;
            var kept = draft.Files.Where(file => mine.Contains(file.Key) && !IsAs(theirs, file.Key, file.Value));
            var again = new BundleDraft(newest.Version, draft.ChangedAt, kept.ToDictionary(StringComparer.Ordinal));
            return again.Files.Count == 0 ? null : again;
        }, cancellationToken);
    }

    /// <summary>
    /// Publishes the actor's draft for the reason given, and puts it away. Where it was refused, <c>Result</c> has the
    /// findings or the newer version, or <c>Problem</c> the sentence.
    /// </summary>
    public async Task<(PublishResult? Result, Words? Problem)> PublishAsync(
        string bundle, string reason, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!MayEdit(actor)) return (null, NotYours);
        if (reason.Trim() is not { Length: > 0 and <= LongestReason } why) return (null, NoReason);
        if (await OpenAsync(bundle, actor, cancellationToken) is not { } open) return (null, NoBundle(bundle));
        if (open.Changes.IsEmpty) return (null, NoChange);
        var publication = new Publication(bundle, open.Files, actor, why, Publication.FromScreen) { BaseVersion = open.BaseVersion };
        var result = await _definitions.PublishAsync(publication, cancellationToken);
        if (result.Version is not null) await _drafts.ChangeAsync(bundle, actor, _ => null, cancellationToken);
        return (result, null);
    }

    private static Words NotYours { get; } = new(
        "Only process owners and administrators change definitions; ask one of them.", "只有流程负责人和管理员可以修改定义；请联系他们。");

    private static Words NoReason { get; } = new(
        $"A publication needs a reason of 1 to {LongestReason} characters; say why, for those who read the versions later.",
        $"发布需要填写原因（1 至 {LongestReason} 个字符）；请说明理由，供以后查阅版本的人参考。");

    private static Words NoChange { get; } = new(
        "Nothing differs from the published version; change something first.", "与已发布的版本没有差异；请先修改。");

    private static Words NoBundle(string bundle) => new(
        $"There is no bundle '{bundle}', or you may not see it.", $"没有流程包“{bundle}”，或您无权查看。");

    private static Words? TooLarge(ValueList<BundleFile> files)
    {
        var bytes = files.Items.Sum(file => (long)file.Content.Length);
        return bytes <= BundleFolder.MaxBytes && files.Count <= MostFiles
            ? null
            : new(
                $"The bundle would weigh {bytes} bytes in {files.Count} files; it may have {BundleFolder.MaxBytes} in {MostFiles}. The change was not kept.",
                $"流程包将有 {files.Count} 个文件共 {bytes} 字节；最多 {MostFiles} 个文件共 {BundleFolder.MaxBytes} 字节。此修改未保存。");
    }

    private BundleVersion? Newest(string bundle) => _definitions.Bundles.FirstOrDefault(version => version.Bundle == bundle);

    private static Dictionary<string, ReadOnlyMemory<byte>?> Changed(
        BundleDraft draft, ValueList<BundleFile> before, string path, ReadOnlyMemory<byte>? content)
    {
        var files = draft.Files.ToDictionary(StringComparer.Ordinal);
        if (IsAs(before, path, content)) files.Remove(path);
        else files[path] = content;
        return files;
    }

    private static bool IsAs(ValueList<BundleFile> files, string path, ReadOnlyMemory<byte>? content) =>
        files.Items.FirstOrDefault(file => file.Path == path) is { } file
            ? content is { } bytes && bytes.Span.SequenceEqual(file.Content.Span)
            : content is null;
}
