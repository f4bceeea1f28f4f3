using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Scripts;
using WorkflowItsm.Scripting.Compiling;
using WorkflowItsm.Scripting.Running;

namespace WorkflowItsm.Scripting.Tests.Bench;

/// <summary>The language alone, without a runtime.</summary>
internal static class Csharp
{
    // Reading what scripts may name takes a second; all tests share it, as all scripts of a program do.
    private static readonly ScriptCompiler s_compiler = new(Options.Create(new CSharpScriptOptions()));

    public static CSharpLanguage Language(CSharpScriptOptions? options = null, TimeProvider? time = null, ScriptCompiler? compiler = null)
    {
        var given = Options.Create(options ?? new());
        return new(compiler ?? s_compiler, new ScriptBook(compiler ?? s_compiler, given), given, time ?? TimeProvider.System, NullLogger<CSharpLanguage>.Instance);
    }

    public static Task<FeelValue> RunAsync(string code, params ReadOnlySpan<(string Name, FeelValue Value)> variables) =>
        Language().RunAsync(Call(code, variables), TestContext.Current.CancellationToken);

    public static ScriptCall Call(string code, params ReadOnlySpan<(string Name, FeelValue Value)> variables) =>
        new("p.7.0", "p", "T", code, FeelContext.Of(variables)) { Actor = "ann", Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8)), Attempt = 2 };

    /// <summary>A FEEL expression, evaluated.</summary>
    public static FeelValue Feel(string text) =>
        FeelExpression.Compile(text, new FeelScope([])).Value!.Evaluate([], new FeelSession(DateTimeOffset.UnixEpoch));
}
