using System.Collections.Concurrent;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>
/// The releases in memory. The newest is always there; an older one is compiled from the stored files when a
/// case that runs under it is first asked, and kept. Safe to share between threads; only the writer moves it on.
/// </summary>
internal sealed class ReleaseBook : IReleaseHistory
{
    private readonly CaseLoader _loader;
    private readonly IDefinitionStore _store;
    private readonly BundleReader _reader;
    private readonly ConcurrentDictionary<int, Lazy<Release>> _releases = new();
    private readonly ConcurrentDictionary<(string Bundle, int Version), Lazy<Bundle>> _bundles = new();
    private volatile PublishedRelease _newest;

    public ReleaseBook(CaseLoader loader, IDefinitionStore store, BundleReader reader)
    {
        (_loader, _store, _reader) = (loader, store, reader);
        _newest = new(new(0, []) { History = this }, DefinitionsState.Initial);
    }

    /// <summary>What holds now, with the history behind it.</summary>
    public PublishedRelease Newest => _newest;

    /// <summary>What holds now.</summary>
    public Release Current => _newest.Release;

    /// <summary>A release by number.</summary>
    public Release At(int number)
    {
        var newest = _newest;
        if (number == newest.Release.Number) return newest.Release;
        if (number < 0 || number > newest.Release.Number)
            throw new ArgumentOutOfRangeException(
                nameof(number), number, $"There is no release {number}; the newest is {newest.Release.Number}.");
        return _releases.GetOrAdd(number, wanted => new(() => Compile(newest.State, wanted))).Value;
    }

    /// <summary>Makes a committed release the newest.</summary>
    public void Hold(PublishedRelease published)
    {
        foreach (var bundle in published.Release.Bundles) _bundles.TryAdd((bundle.Name, bundle.Version), new(bundle));
        _releases[published.Release.Number] = new(published.Release);
        _newest = published;
    }

    /// <summary>Reads which release is the newest in the store, and makes it so here.</summary>
    /// <exception cref="InvalidDataException">A stored bundle can no longer be read; the message has all findings.</exception>
    public async ValueTask CatchUpAsync(CancellationToken cancellationToken)
    {
        if (await _loader.LoadAsync(DefinitionsCore.StreamId, cancellationToken) is not { State: DefinitionsState state }) return;
        if (state.Release != _newest.Release.Number) Hold(new(Compile(state, state.Release), state));
    }

    private Release Compile(DefinitionsState state, int number) =>
        new(number, state.At(number).Select(Held)) { History = this };

    private Bundle Held(BundleVersion version) =>
        _bundles.GetOrAdd((version.Bundle, version.Version), _ => new(() => Compile(version))).Value;

    private Bundle Compile(BundleVersion version)
    {
        var files = _store.Files(version.Digest);
        if (files.IsEmpty)
            throw new InvalidDataException(
                $"The files of bundle '{version.Bundle}' version {version.Version} are missing from the store. Restore it from a backup.");
        var (bundle, findings) = _reader.ReadPublished(version.Bundle, version.Version, files);
        return bundle ?? throw new InvalidDataException(
            $"Bundle '{version.Bundle}' version {version.Version}, which was published, can no longer be read: "
                + $"{FindingText.Of(findings)} Use the release of the program that published it, and publish a corrected version.");
    }
}

/// <summary>A release that holds, and the history that led to it.</summary>
internal sealed record PublishedRelease(Release Release, DefinitionsState State);

/// <summary>Findings as people read them in logs and messages.</summary>
internal static class FindingText
{
    public static string Of(ValueList<Finding> findings) =>
        string.Join(" ", findings.Items.Where(finding => finding.Severity == Severity.Error).Select(Of));

    private static string Of(Finding finding) =>
        $"{finding.File ?? "(bundle)"}{(finding.Position is { } position ? $", {position}" : "")}: {finding.Message} {finding.Cure}";
}
