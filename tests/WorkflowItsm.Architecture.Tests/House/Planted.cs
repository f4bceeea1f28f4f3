using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WorkflowItsm.Architecture.Tests.House;

/// <summary>Compiles an offender, so that a law can show that it would catch one.</summary>
internal static class Planted
{
    private static readonly MetadataReference[] _framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static int _count;

    /// <summary>The assembly of the source, as the compiler would write it to disk.</summary>
    public static byte[] Image(string source)
    {
        var compilation = CSharpCompilation.Create(
            $"Planted{Interlocked.Increment(ref _count)}",
            [CSharpSyntaxTree.ParseText("using System; using System.Collections.Generic;\n" + source)],
            _framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
        return image.ToArray();
    }

    /// <summary>The types of the source.</summary>
    public static Type[] Types(string source) => Assembly.Load(Image(source)).GetTypes();
}
