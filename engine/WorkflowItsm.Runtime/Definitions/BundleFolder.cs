using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>Reads bundles from folders.</summary>
public static class BundleFolder
{
    /// <summary>What the files of one bundle may weigh together: 10 MB.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;

    /// <summary>
    /// The folders below <paramref name="root"/> that are bundles: those which hold a bundle.json, .bpmn or .dmn file, by name.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<string> Find(string root) =>
        [.. Directory.EnumerateDirectories(root).Where(IsBundle).Order(StringComparer.Ordinal)];

    /// <summary>All files of a bundle, by path; names that begin with a dot are left out.</summary>
    /// <exception cref="InvalidDataException">The files weigh more than <see cref="MaxBytes"/>.</exception>
    public static ValueList<BundleFile> Read(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Where(file => !file.Path.Split('/').Any(name => name.StartsWith('.')))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        var bytes = files.Sum(file => new FileInfo(file.File).Length);
        return bytes <= MaxBytes
            ? files.Select(file => new BundleFile(file.Path, File.ReadAllBytes(file.File))).ToValueList()
            : throw new InvalidDataException(
                $"The folder {folder} weighs {bytes} bytes; a bundle may have {MaxBytes}. Keep only definitions in it.");
    }

    private static bool IsBundle(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.TopDirectoryOnly)
            .Any(file => Path.GetFileName(file) == "bundle.json" || Path.GetExtension(file).ToUpperInvariant() is ".BPMN" or ".DMN");
}
