using WorkflowItsm.Bpmn.Strict;
using WorkflowItsm.Feel;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary><c>verify PATH --strict</c>: the BPMN files against the standard, whether or not they are to be run here.</summary>
internal static class StrictVerb
{
    /// <summary>The findings of every BPMN file of a source; files that they import are looked for beside them.</summary>
    /// <param name="source">A bundle or a file.</param>
    /// <param name="path">Where it was read from.</param>
    public static ValueList<Finding> Findings(BundleSource source, string path) =>
    [
        .. from file in source.Files
           where file.Path.EndsWith(".bpmn", StringComparison.OrdinalIgnoreCase)
           from finding in BpmnStrict.Check(file.Path, file.Content, location => Beside(source.IsFolder ? path : Path.GetDirectoryName(Path.GetFullPath(path))!, file.Path, location))
           select finding,
    ];

    private static ReadOnlyMemory<byte>? Beside(string folder, string name, string location)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var file = Path.GetFullPath(location, Path.GetDirectoryName(Path.Combine(root, name))!);
        return file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(file) ? File.ReadAllBytes(file) : null;
    }
}
