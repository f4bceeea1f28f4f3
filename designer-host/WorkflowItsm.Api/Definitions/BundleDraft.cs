using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Api.Definitions;

/// <summary>A draft as it is kept: the files that differ from a version.</summary>
/// <param name="BaseVersion">That version.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="Files">What differs, by path.</param>
internal sealed record BundleDraft(int BaseVersion, DateTimeOffset ChangedAt, IReadOnlyDictionary<string, ReadOnlyMemory<byte>?> Files)
{
    /// <summary>The whole bundle: the version's files with those of the draft in their place.</summary>
    public ValueList<BundleFile> Over(ValueList<BundleFile> version) =>
        version.Items.Where(file => !Files.ContainsKey(file.Path))
            .Concat(Files.Where(file => file.Value is not null).Select(file => new BundleFile(file.Key, file.Value!.Value)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToValueList();
}
