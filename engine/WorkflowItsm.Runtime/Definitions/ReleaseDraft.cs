using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>Publications read and checked against the release that holds: all or nothing of them can be published.</summary>
internal sealed class ReleaseDraft
{
    private readonly PublishedRelease _base;
    private readonly List<Part> _parts;

    public ReleaseDraft(PublishedRelease holds, BundleReader reader, IReadOnlyList<Publication> publications)
    {
        _base = holds;
        _parts = [.. publications.Select(publication => Read(publication, holds, reader))];
        var changed = _parts.Where(part => part.Changed).ToList();
        if (changed.Count == 0 || _parts.Any(part => part.IsRefused)) return;
        var kept = holds.Release.Bundles.Where(old => changed.All(part => part.Name != old.Name));
        var candidate = new Release(holds.Release.Number + 1, [.. kept, .. changed.Select(part => part.Bundle!)]) { History = holds.Release.History };
        Assign(reader.Check(candidate, holds.Release));
        if (_parts.Any(part => part.IsRefused)) return;
        Command = new(
            holds.Release.Number,
            candidate,
            changed.Select(part => part.ToNewBundle()).ToValueList(),
            changed.Select(part => new StoredBundle(part.Digest, part.Publication.Files)).ToValueList());
    }

    /// <summary>What to send to the writer; null when nothing has changed or something is wrong.</summary>
    public DefinitionsCommand.Publish? Command { get; }

    /// <summary>The results when nothing was published.</summary>
    public IReadOnlyList<PublishResult> Unpublished()
    {
        var refused = _parts.Any(part => part.IsRefused);
        return
        [
            .. _parts.Select(part => new PublishResult(refused ? null : part.Version, _base.Release.Number, false, part.Findings)
            {
                Newer = part.Newer,
            }),
        ];
    }

    /// <summary>The results once the command was done.</summary>
    public IReadOnlyList<PublishResult> Published() =>
        [.. _parts.Select(part => new PublishResult(part.Version, _base.Release.Number + 1, part.Changed, part.Findings))];

    private static Part Read(Publication publication, PublishedRelease holds, BundleReader reader)
    {
        var digest = BundleDigest.Of(publication.Files);
        var newest = holds.State.Newest(publication.Bundle);
        if (newest?.Digest == digest) return new(publication, digest, newest.Version, null, false);
        var version = (newest?.Version ?? 0) + 1;
        if (newest is not null && publication.BaseVersion is { } from && from != newest.Version)
            return new(publication, digest, version, null, true) { Newer = newest };
        var (bundle, findings) = reader.Read(publication.Bundle, version, publication.Files);
        return new(publication, digest, version, bundle, true) { Findings = findings };
    }

    // What would be wrong with a bundle that stays is said of the first publication: nobody can tell whose fault it is.
    private void Assign(ValueList<BundleFinding> findings)
    {
        foreach (var (bundle, finding) in findings)
        {
            var part = _parts.FirstOrDefault(part => part.Name == bundle) ?? _parts[0];
            part.Findings = part.Findings.Add(finding);
        }
    }

    private sealed class Part(Publication publication, string digest, int version, Bundle? bundle, bool changed)
    {
        public Publication Publication => publication;

        public string Name => publication.Bundle;

        public string Digest => digest;

        public int Version => version;

        public Bundle? Bundle => bundle;

        public bool Changed => changed;

        public ValueList<Finding> Findings { get; set; } = [];

        public NewBundle ToNewBundle() => new(Name, version, digest, publication.Reason, publication.Source);

        public BundleVersion? Newer { get; init; }

        public bool IsRefused => Newer is not null || Findings.Items.Any(finding => finding.Severity == Severity.Error);
    }
}
