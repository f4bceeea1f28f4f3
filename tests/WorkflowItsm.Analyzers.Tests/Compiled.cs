using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WorkflowItsm.Analyzers.Tests;

/// <summary>Compiles a snippet as the house's projects are compiled, with the suppressor, and says what is left.</summary>
internal static class Compiled
{
    private static readonly ImmutableArray<MetadataReference> _framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The ids of the warnings that the suppressor leaves standing.</summary>
    public static async Task<string[]> Warnings(string source, params MetadataReference[] others)
    {
        var compilation = Compilation(source, others);
        Assert.Empty(compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error));
        var diagnostics = await compilation.WithAnalyzers([new ClosedHierarchySuppressor()])
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.Where(found => !found.IsSuppressed).Select(found => found.Id)];
    }

    /// <summary>The snippet as another project sees it: its reference assembly, in which nothing private is left.</summary>
    public static MetadataReference Library(string source)
    {
        using var image = new MemoryStream();
        var emitted = Compilation(source, []).Emit(image, options: new(metadataOnly: true, includePrivateMembers: false));
        Assert.True(emitted.Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static CSharpCompilation Compilation(string source, MetadataReference[] others) => CSharpCompilation.Create(
        "Snippet" + others.Length,
        [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14))],
        [.. _framework, .. others],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
