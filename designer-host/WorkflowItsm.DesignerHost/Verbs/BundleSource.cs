using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary>Reads a bundle from what a verb was pointed at: a folder, or one file.</summary>
/// <param name="Name">The bundle's name: the folder's, or the file's without its ending.</param>
/// <param name="Files">Its files.</param>
/// <param name="IsFolder">Whether it is a whole bundle.</param>
internal sealed record BundleSource(string Name, ValueList<BundleFile> Files, bool IsFolder)
{
    /// <summary>The bundle: of one file that of the folder it stands in, because scripts are known by it.</summary>
    public string Bundle { get; private init; } = Name;

    /// <summary>The source, or a sentence why there is none.</summary>
    public static (BundleSource? Source, string? Problem) Read(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        try
        {
            if (Directory.Exists(full)) return (new(Path.GetFileName(full), BundleFolder.Read(full), true), null);
            return File.Exists(full)
                ? (new(Path.GetFileNameWithoutExtension(full), [new(Path.GetFileName(full), File.ReadAllBytes(full))], false) { Bundle = Path.GetFileName(Path.GetDirectoryName(full)) ?? "" }, null)
                : (null, $"There is neither a folder nor a file {full}; name a bundle's folder or one of its files.");
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return (null, unreadable.Message);
        }
    }
}
