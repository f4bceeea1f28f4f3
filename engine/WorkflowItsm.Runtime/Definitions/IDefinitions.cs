using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>The published definitions. Safe to share between threads.</summary>
public interface IDefinitions
{
    /// <summary>The newest release: what the next case begins under.</summary>
    Release Current { get; }

    /// <summary>The release with a number; the caller's bug when there is none.</summary>
    Release At(int number);

    /// <summary>The newest version of each bundle, by name.</summary>
    IReadOnlyList<BundleVersion> Bundles { get; }

    /// <summary>The files of a bundle's version, by path; empty when there is no such bundle or version.</summary>
    ValueList<BundleFile> Files(string bundle, int version);

    /// <summary>All findings of a bundle as it would stand beside the others in the newest release; nothing is published.</summary>
    ValueList<Finding> Verify(string bundle, ValueList<BundleFile> files);

    /// <summary>
    /// Reads and checks a bundle and, when no finding is an error, makes it hold from the next case on. Durable
    /// when it returns. Publishing what already is the newest version changes nothing.
    /// </summary>
    Task<PublishResult> PublishAsync(Publication publication, CancellationToken cancellationToken = default);

    /// <summary>
    /// Publishes several bundles as one release, all or nothing, so that they may name each other. The results
    /// come in the order of the publications; an error in one refuses all. The first one's actor publishes.
    /// </summary>
    Task<IReadOnlyList<PublishResult>> PublishAsync(IReadOnlyList<Publication> publications, CancellationToken cancellationToken = default);

    /// <summary>The versions of a bundle, newest first; empty when there is no such bundle.</summary>
    Task<IReadOnlyList<BundleVersion>> VersionsAsync(string bundle, CancellationToken cancellationToken = default);
}

/// <summary>A bundle to be published.</summary>
/// <param name="Bundle">Its name.</param>
/// <param name="Files">All its files.</param>
/// <param name="Actor">Who publishes.</param>
/// <param name="Reason">Why, in the publisher's words; null when none was given.</param>
/// <param name="Source">From where: <see cref="FromFolder"/>, <see cref="FromApi"/> or <see cref="FromScreen"/>.</param>
public sealed record Publication(string Bundle, ValueList<BundleFile> Files, Actor Actor, string? Reason, string Source)
{
    /// <summary>The shipped folders, at start.</summary>
    public const string FromFolder = "folder";

    /// <summary>The API or the verb.</summary>
    public const string FromApi = "api";

    /// <summary>The designer in the browser.</summary>
    public const string FromScreen = "screen";

    /// <summary>
    /// The version that the files were made from; when another one is the newest by now, nothing is published. 0 means
    /// that the bundle is to be new; null that it does not matter.
    /// </summary>
    public int? BaseVersion { get; init; }
}

/// <summary>What became of a publication.</summary>
/// <param name="Version">The bundle's version that holds now; null when it was refused.</param>
/// <param name="Release">The release that holds now.</param>
/// <param name="Changed">False when it was refused, or was the newest version already.</param>
/// <param name="Findings">All findings; an error among them refuses the publication.</param>
public sealed record PublishResult(int? Version, int Release, bool Changed, ValueList<Finding> Findings)
{
    /// <summary>The version that somebody published since <see cref="Publication.BaseVersion"/>, which refuses the publication; else null.</summary>
    public BundleVersion? Newer { get; init; }
}

/// <summary>A version of a bundle.</summary>
public sealed record BundleVersion(
    string Bundle, int Version, int Release, DateTimeOffset PublishedAt, string PublishedBy, string? Reason, string Source, string Digest);
