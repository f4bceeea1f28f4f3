using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>A bundle that a host brings along in itself, e.g. from resources; added with <see cref="WorkflowItsmBuilder.AddBundle"/>.</summary>
/// <param name="Name">The bundle's name.</param>
/// <param name="Files">All its files.</param>
public sealed record ShippedBundle(string Name, ValueList<BundleFile> Files);

/// <summary>
/// What the host itself ships: its own bundles, and those in the folders that it named. Read once, when first asked: what comes into a
/// folder later is not shipped before the next start. Safe to share between threads.
/// </summary>
/// <param name="own">What the host brings along in itself.</param>
/// <param name="options">Names the folders.</param>
internal sealed class ShippedBundles(IEnumerable<ShippedBundle> own, WorkflowItsmOptions options)
{
    private readonly Lazy<IReadOnlyList<ShippedBundle>> _all = new(() => [.. own, .. options.BundleRoots.SelectMany(root => Folders(root, "BundleRoots")).Select(Read)]);

    /// <summary>All of them.</summary>
    /// <exception cref="InvalidOperationException">A folder that the host named does not exist.</exception>
    public IReadOnlyList<ShippedBundle> All => _all.Value;

    /// <summary>What it shipped before, as far as it says so; read at each call.</summary>
    /// <exception cref="InvalidOperationException">A folder that the host named does not exist.</exception>
    public IEnumerable<ShippedBundle> Former => options.FormerRoots.SelectMany(root => Folders(root, "FormerRoots")).Select(Read);

    private static IReadOnlyList<string> Folders(string root, string option) => Directory.Exists(root)
        ? BundleFolder.Find(root)
        : throw new InvalidOperationException(
            $"The folder of bundles {Path.GetFullPath(root)} does not exist. Make it, or take it out of {option}.");

    private static ShippedBundle Read(string folder) => new(Path.GetFileName(folder), BundleFolder.Read(folder));
}
