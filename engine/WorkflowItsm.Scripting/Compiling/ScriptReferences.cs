using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace WorkflowItsm.Scripting.Compiling;

/// <summary>What scripts can name: all assemblies that the program itself was started with. Of each only the metadata is read, once.</summary>
internal static class ScriptReferences
{
    /// <exception cref="InvalidOperationException">The program is one file, so that there are no assemblies to be read.</exception>
    public static ImmutableArray<MetadataReference> All()
    {
        var paths = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return paths.Length > 0
            ? [.. paths.Where(File.Exists).Select(Read).OfType<MetadataReference>()]
            : throw new InvalidOperationException(
                "Scripts in C# cannot be compiled, because this program was published as a single file and has no assemblies to read; publish it without PublishSingleFile.");
    }

    // A file without metadata is code of the machine, beside the assemblies.
    private static PortableExecutableReference? Read(string path)
    {
        var file = File.ReadAllBytes(path);
        using var image = new PEReader(new MemoryStream(file));
        return image.HasMetadata
            ? AssemblyMetadata.Create(ModuleMetadata.CreateFromStream(new MemoryStream(file), PEStreamOptions.PrefetchMetadata)).GetReference(filePath: path)
            : null;
    }
}
