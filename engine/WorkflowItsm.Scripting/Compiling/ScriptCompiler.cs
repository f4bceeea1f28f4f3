using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Microsoft.Extensions.Options;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Scripting.Compiling;

/// <summary>
/// Compiles scripts. Every compilation grows from one that has read the references already, so that neither time nor memory goes into
/// them again. Safe to share between threads.
/// </summary>
internal sealed class ScriptCompiler(IOptions<CSharpScriptOptions> options)
{
    /// <summary>The same for all: each is loaded into a context of its own, and another name would mean reading the references again.</summary>
    private const string AssemblyName = "WorkflowItsm.Script";

    private static readonly string[] s_imports =
    [
        "System", "System.Collections.Generic", "System.Globalization", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks",
        "WorkflowItsm.Feel", "WorkflowItsm.Runtime.Effects", "WorkflowItsm.Scripting",
    ];

    private static readonly CSharpParseOptions s_syntax = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);
    private readonly Lazy<CSharpCompilation> _empty = new(() => Empty([.. s_imports, .. options.Value.Imports]));

    /// <summary>Why a text does not compile; empty when it does.</summary>
    public ValueList<ScriptProblem> Problems(string code) => Problems(Of(code).GetDiagnostics());

    /// <summary>The script, ready to run; null, and why, when it does not compile.</summary>
    public (LoadedScript? Script, ValueList<ScriptProblem> Problems) Compile(string code)
    {
        var compilation = Of(code);
        using var program = new MemoryStream();
        using var places = new MemoryStream();
        var emitted = compilation.Emit(program, places);
        if (!emitted.Success) return (null, Problems(emitted.Diagnostics));
        program.Position = places.Position = 0;
        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        return (new(program, places, entry.ContainingType.MetadataName, entry.MetadataName), []);
    }

    private CSharpCompilation Of(string code) =>
        // The encoding is what lets places be written.
        _empty.Value.AddSyntaxTrees(CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), s_syntax, "script.csx"));

    private static CSharpCompilation Empty(ImmutableArray<string> imports)
    {
        // Debug, because only then every statement has its exact place.
        var compiled = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Debug, usings: imports, nullableContextOptions: NullableContextOptions.Enable);
        var empty = CSharpCompilation.CreateScriptCompilation(
            AssemblyName, syntaxTree: null, ScriptReferences.All(), compiled, returnType: typeof(object), globalsType: typeof(CSharpScript));
        _ = empty.Assembly.Modules.First().ReferencedAssemblySymbols.Length;
        return empty;
    }

    private static ValueList<ScriptProblem> Problems(ImmutableArray<Diagnostic> diagnostics) =>
    [
        .. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).Select(Problem),
    ];

    private static ScriptProblem Problem(Diagnostic diagnostic)
    {
        var at = diagnostic.Location.GetLineSpan().StartLinePosition;
        // The compiler speaks both languages where its Chinese resources are beside it; else it is English in both.
        var message = Sentence.Both(
            diagnostic.GetMessage(CultureInfo.InvariantCulture).TrimEnd('.'), diagnostic.GetMessage(CultureInfo.GetCultureInfo("zh-Hans")).TrimEnd('.', '。'));
        return new(diagnostic.Id, message, new(at.Line + 1, at.Character + 1));
    }
}
