using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>What may be asked of the stream of definitions. Closed.</summary>
internal abstract record DefinitionsCommand : CaseCommand
{
    private DefinitionsCommand()
    {
    }

    /// <summary>Makes a release hold whose bundles have been read and checked.</summary>
    /// <param name="Expected">The number of the release it was checked against; another one has come since if it differs.</param>
    /// <param name="Candidate">The release that is to hold.</param>
    /// <param name="Bundles">Its new bundles.</param>
    /// <param name="Files">Their files, for the store.</param>
    public sealed record Publish(
        int Expected, Release Candidate, ValueList<NewBundle> Bundles, ValueList<StoredBundle> Files) : DefinitionsCommand;
}

/// <summary>A bundle's new version.</summary>
internal sealed record NewBundle(string Bundle, int Version, string Digest, string? Reason, string Source);

/// <summary>What happened to the definitions. Closed.</summary>
internal abstract record DefinitionsFact : CaseFact
{
    private DefinitionsFact()
    {
    }

    /// <summary>A bundle's version holds from a release on.</summary>
    public sealed record BundlePublished(
        string Bundle, int Version, int Release, string Digest, string? Reason, string Source) : DefinitionsFact;

    /// <summary>How the facts are written.</summary>
    public static FactCodec Codec { get; } = new(
    [
        FactKind.Of<BundlePublished>(220, "bundle-published", 1,
            (writer, fact) =>
            {
                writer.Text(fact.Bundle);
                writer.Int(fact.Version);
                writer.Int(fact.Release);
                writer.Text(fact.Digest);
                writer.TextOrNull(fact.Reason);
                writer.Text(fact.Source);
            },
            reader => new BundlePublished(reader.Text(), reader.Int(), reader.Int(), reader.Text(), reader.TextOrNull(), reader.Text())),
    ]);
}

/// <summary>Which bundles were published, oldest first.</summary>
internal sealed record DefinitionsState(ValueList<BundleVersion> Versions) : CaseState
{
    public static DefinitionsState Initial { get; } = new([]);

    /// <summary>The number of the newest release; 0 before anything was published.</summary>
    public int Release => Versions.IsEmpty ? 0 : Versions[Versions.Count - 1].Release;

    /// <summary>The version of each bundle that held at a release.</summary>
    public IEnumerable<BundleVersion> At(int release) =>
        Versions.Items
            .Where(version => version.Release <= release)
            .GroupBy(version => version.Bundle, StringComparer.Ordinal)
            .Select(group => group.Last());

    /// <summary>The newest version of a bundle, or null.</summary>
    public BundleVersion? Newest(string bundle) => Versions.Items.LastOrDefault(version => version.Bundle == bundle);
}
