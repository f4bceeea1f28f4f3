using Microsoft.Extensions.Logging;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>
/// Publishes the shipped bundles at start. What an owner has published since is never overridden, and a folder
/// that was published before is not published again, so that an owner may go back to an older version.
/// </summary>
internal sealed partial class FolderPublisher(
    ReleaseBook book, IDefinitions definitions, ShippedBundles shipped, ILogger<FolderPublisher> log)
{
    /// <summary>Publishes what has changed, as one release.</summary>
    /// <exception cref="InvalidOperationException">A folder cannot be published; the message has all findings.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        var changed = shipped.All.Select(ToPublication).Where(IsNew).ToList();
        var results = await definitions.PublishAsync(changed, cancellationToken);
        var errors = changed
            .Zip(results, (publication, result) => (publication.Bundle, Text: FindingText.Of(result.Findings)))
            .Where(part => part.Text.Length > 0)
            .ToList();
        if (errors.Count > 0)
            throw new InvalidOperationException(
                "The shipped definitions cannot be published. "
                    + $"{string.Join(" ", errors.Select(error => $"Bundle '{error.Bundle}': {error.Text}"))}");
        foreach (var (publication, result) in changed.Zip(results))
            LogPublished(log, publication.Bundle, result.Version ?? 0, result.Release);
    }

    private bool IsNew(Publication publication)
    {
        var digest = BundleDigest.Of(publication.Files);
        var versions = book.Newest.State.Versions.Items.Where(version => version.Bundle == publication.Bundle).ToList();
        if (versions.Any(version => version.Digest == digest)) return false;
        if (versions is [.., { Source: not Publication.FromFolder } owned])
        {
            LogOwned(log, publication.Bundle, owned.Version, owned.Source);
            return false;
        }

        return true;
    }

    private static Publication ToPublication(ShippedBundle bundle) =>
        new(bundle.Name, bundle.Files, Actor.System, null, Publication.FromFolder);

    [LoggerMessage(Level = LogLevel.Information, Message = "Published bundle {Bundle} version {Version} from its folder, "
        + "in release {Release}.")]
    private static partial void LogPublished(ILogger log, string bundle, int version, int release);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder of bundle {Bundle} has changed, but version {Version} was published "
        + "by its owner (source {Source}) and is kept. Publish the folder by hand if it is to hold.")]
    private static partial void LogOwned(ILogger log, string bundle, int version, string source);
}
