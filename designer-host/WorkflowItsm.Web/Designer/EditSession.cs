using System.Text;
using WorkflowItsm.Api.Definitions;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Web.Sessions;

namespace WorkflowItsm.Web.Designer;

/// <summary>
/// What a page of the designer does: opens a bundle, keeps changes, finds what is wrong, publishes. Asks who acts before
/// each of them. One for each page that is open.
/// </summary>
public sealed class EditSession(DefinitionDesk desk, IDefinitions definitions, CurrentActor who)
{
    private static readonly ILookup<string, TableCheck> s_none = Array.Empty<(string, TableCheck)>().ToLookup(pair => pair.Item1, pair => pair.Item2);

    /// <summary>The bundle; null when there is none, or before <see cref="OpenAsync"/>.</summary>
    public BundleOnDesk? Bundle { get; private set; }

    /// <summary>Who works; empty before <see cref="OpenAsync"/>.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>Whether the person may change it.</summary>
    public bool MayEdit { get; private set; }

    /// <summary>An older version that is only looked at; null when it is the newest or the draft.</summary>
    public BundleVersion? Old { get; private set; }

    /// <summary>All versions, newest first.</summary>
    public IReadOnlyList<BundleVersion> Versions { get; private set; } = [];

    /// <summary>The files that are shown.</summary>
    public ValueList<BundleFile> Files { get; private set; }

    /// <summary>What is wrong with them.</summary>
    public ValueList<Finding> Findings { get; private set; }

    /// <summary>What of it the tables say themselves, in both languages and with inputs to try; by file.</summary>
    public ILookup<string, TableCheck> Checks { get; private set; } = s_none;

    /// <summary>What the tables of the draft answer otherwise than those of the version it was begun from.</summary>
    public IReadOnlyList<TableChanges> TableChanges { get; private set; } = [];

    /// <summary>Why the last thing was not done; null when it was.</summary>
    public Itsm.Fields.Words? Problem { get; private set; }

    /// <summary>What a reader of the bundle's title sees.</summary>
    public BundleTitle Title => BundleTitle.Of(Bundle?.Newest.Bundle ?? "", Files);

    /// <summary>Whether the files differ from what holds.</summary>
    public bool IsDraft => Old is null && Bundle is { Changes.IsEmpty: false };

    /// <summary>Whether an error keeps the draft from being published.</summary>
    public bool HasErrors => FindingGroups.Count(Findings, Severity.Error) > 0;

    /// <summary>Opens a bundle, or one of its versions to look at.</summary>
    public async Task OpenAsync(string bundle, int? version)
    {
        var actor = await who.GetAsync();
        Owner = actor.Name;
        Versions = DefinitionDesk.MayRead(actor) ? await definitions.VersionsAsync(bundle) : [];
        await ReadAsync(bundle, actor);
        Old = version is { } wanted && wanted != Bundle?.Newest.Version ? Versions.FirstOrDefault(one => one.Version == wanted) : null;
        MayEdit = Old is null && Bundle is not null && DefinitionDesk.MayEdit(actor);
        if (Old is not null) (Files, Findings, Checks, TableChanges) = (definitions.Files(bundle, Old.Version), [], s_none, []);
    }

    /// <summary>The text of a file; null when the bundle has no such file.</summary>
    public string? TextOf(string path) =>
        Files.Items.FirstOrDefault(file => file.Path == path) is { } file ? Encoding.UTF8.GetString(file.Content.Span) : null;

    /// <summary>Keeps a file in the draft and verifies it. Null leaves the file out.</summary>
    public async Task KeepAsync(string path, string? text)
    {
        if (Bundle is not { Newest.Bundle: var name, BaseVersion: var seen }) return;
        var actor = await who.GetAsync();
        // Not "null : bytes": that would be an array that is null, and so an empty file.
        ReadOnlyMemory<byte>? content = text is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(text);
        Problem = await desk.SaveAsync(name, path, content, seen, actor);
        await ReadAsync(name, actor);
    }

    /// <summary>Puts a file back to what the draft's base version has.</summary>
    public Task RevertAsync(string path)
    {
        if (Bundle is not { } open) return Task.CompletedTask;
        var before = definitions.Files(open.Newest.Bundle, open.BaseVersion).Items.FirstOrDefault(file => file.Path == path);
        return KeepAsync(path, before is null ? null : Encoding.UTF8.GetString(before.Content.Span));
    }

    /// <summary>Puts the draft away.</summary>
    public async Task DiscardAsync()
    {
        if (Bundle is not { Newest.Bundle: var name }) return;
        var actor = await who.GetAsync();
        await desk.DiscardAsync(name, actor);
        await ReadAsync(name, actor);
    }

    /// <summary>Goes on from the newest version with the draft's own of the named files.</summary>
    public async Task DecideAgainAsync(IReadOnlySet<string> mine)
    {
        if (Bundle is not { Newest.Bundle: var name }) return;
        var actor = await who.GetAsync();
        await desk.DecideAgainAsync(name, mine, actor);
        await ReadAsync(name, actor);
    }

    /// <summary>Publishes the draft; null when there is a <see cref="Problem"/>.</summary>
    public async Task<PublishResult?> PublishAsync(string reason)
    {
        if (Bundle is not { Newest.Bundle: var name }) return null;
        var actor = await who.GetAsync();
        (var result, Problem) = await desk.PublishAsync(name, reason, actor);
        Versions = await definitions.VersionsAsync(name);
        await ReadAsync(name, actor);
        return result;
    }

    private async Task ReadAsync(string bundle, Actor actor)
    {
        Bundle = await desk.OpenAsync(bundle, actor);
        Files = Bundle?.Files ?? [];
        var files = Files;
        var before = Bundle is { Changes.IsEmpty: false } draft ? definitions.Files(bundle, draft.BaseVersion) : files;
        (Findings, Checks, TableChanges) = Bundle is null
            ? ([], s_none, [])
            : await Task.Run(() =>
            {
                var findings = definitions.Verify(bundle, files);
                return (findings, TableChecks.Of(files, findings), Designer.TableChanges.Between(before, files));
            });
    }
}
