using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Api.Definitions;

/// <summary>A bundle as somebody works on it.</summary>
/// <param name="Newest">The version that holds.</param>
/// <param name="BaseVersion">The version that their draft began from; another than the newest when somebody published since.</param>
/// <param name="Files">All files, theirs included.</param>
/// <param name="Changes">The files that they, or others since, changed; empty when they have no draft.</param>
public sealed record BundleOnDesk(BundleVersion Newest, int BaseVersion, ValueList<BundleFile> Files, ValueList<FileChange> Changes)
{
    /// <summary>When the draft was changed last; null when there is none.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Whether somebody published since the draft was begun.</summary>
    public bool IsOvertaken => BaseVersion != Newest.Version;
}

/// <summary>What somebody did to a file.</summary>
public enum ChangeKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It has other bytes.</summary>
    Edited,

    /// <summary>It is left out.</summary>
    Removed,
}

/// <summary>A file that the draft, or a newer version, has otherwise than the version that the draft began from.</summary>
/// <param name="Path">The file.</param>
/// <param name="Mine">What the draft did to it.</param>
/// <param name="Theirs">What the versions published since did to it.</param>
public sealed record FileChange(string Path, ChangeKind Mine, ChangeKind Theirs)
{
    /// <summary>Whether both changed it.</summary>
    public bool IsBoth => Mine != ChangeKind.None && Theirs != ChangeKind.None;

    /// <summary>The files in which two sets differ from a third, by path.</summary>
    internal static ValueList<FileChange> Between(ValueList<BundleFile> before, ValueList<BundleFile> mine, ValueList<BundleFile> theirs)
    {
        var (was, own, other) = (ByPath(before), ByPath(mine), ByPath(theirs));
        return was.Keys.Union(own.Keys).Union(other.Keys)
            .Order(StringComparer.Ordinal)
            .Select(path => new FileChange(path, Kind(was, own, path), Kind(was, other, path)))
            .Where(change => change.Mine != ChangeKind.None || change.Theirs != ChangeKind.None)
            .ToValueList();
    }

    private static ChangeKind Kind(
        Dictionary<string, ReadOnlyMemory<byte>> before, Dictionary<string, ReadOnlyMemory<byte>> after, string path) =>
        (before.TryGetValue(path, out var was), after.TryGetValue(path, out var now)) switch
        {
            (false, true) => ChangeKind.Added,
            (true, false) => ChangeKind.Removed,
            (true, true) when !was.Span.SequenceEqual(now.Span) => ChangeKind.Edited,
            _ => ChangeKind.None,
        };

    private static Dictionary<string, ReadOnlyMemory<byte>> ByPath(ValueList<BundleFile> files) =>
        files.Items.ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
}
