using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using WorkflowItsm.Runtime.Scripts;
using WorkflowItsm.Scripting.Compiling;
using WorkflowItsm.Scripting.Running;
using WorkflowItsm.Scripting.Tests.Bench;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Scripting.Tests;

/// <summary>Contexts and memory are counted for the whole process, so that nobody else may compile meanwhile.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class Alone;

/// <summary>
/// Compiling leaves nothing behind. <c>WORKFLOWITSM_COMPILATIONS</c> says how many scripts are compiled, run and forgotten, 100 by default;
/// the whole is 10,000.
/// </summary>
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Kept = 10;

    private static readonly int _compilations =
        int.Parse(Environment.GetEnvironmentVariable("WORKFLOWITSM_COMPILATIONS") ?? "100", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_script_that_is_no_longer_kept_is_gone()
    {
        var language = Csharp.Language(new() { Kept = 1 });
        var first = await LoadAsync(language, "return new { a = Variables[\"n\"], b = new Own() is object }; class Own { }");
        var failing = await LoadAsync(language, "throw new Own(); class Own : Exception { }");
        var waiting = await LoadAsync(language, "await Task.Yield(); return new[] { 1 }.Select(n => n + 1).ToList();");
        await LoadAsync(language, "return 0;");

        Collect();

        Assert.Equal([false, false, false], new[] { first, failing, waiting }.Select(script => script.IsAlive));
    }

    [Fact]
    public async Task A_script_that_still_runs_is_gone_only_when_it_has_ended()
    {
        var language = Csharp.Language(new() { Kept = 1 });
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        AppContext.SetData("gate", gate);
        var (script, running) = Begin(language, "var gate = (TaskCompletionSource)AppContext.GetData(\"gate\")!; await gate.Task; return \"done\";");
        await LoadAsync(language, "return 0;");
        Collect();
        Assert.True(script.IsAlive);

        gate.SetResult();
        Assert.Equal("done", (await running).ToText());
        AppContext.SetData("gate", null);
        running = null!;
        // The thread that ended the run may still be on its way out of it.
        await Eventually.Holds("the end of the script", () =>
        {
            Collect();
            return Task.FromResult(!script.IsAlive);
        });
    }

    [Fact]
    public async Task Neither_contexts_nor_memory_grow_with_the_number_of_compilations()
    {
        var language = Csharp.Language(new() { Kept = Kept });
        await CompileAsync(language, 0, Math.Min(_compilations / 2, 1000));
        var (contexts, early) = Weigh();
        output.WriteLine($"after the first: {contexts} contexts, {early / 1024} KB");
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            await CompileAsync(language, quarter * 1_000_000, _compilations / 4);
            var (left, late) = Weigh();
            output.WriteLine($"after {quarter * (_compilations / 4)} more: {left} contexts, {late / 1024} KB, {Environment.WorkingSet / 1024 / 1024} MB resident");
            Assert.InRange(left, 1, Kept + 1);
            // A script that stayed would weigh some 20 KB; the compiler's own tables of words grow a little until they are full.
            Assert.True(late - early < 4 * 1024 * 1024, $"The heap grew from {early} to {late} bytes over {quarter * (_compilations / 4)} compilations.");
        }
    }

    [Fact]
    public void A_script_that_somebody_holds_is_counted()
    {
        var held = Load("return 1;");
        Collect();

        Assert.True(Contexts() >= 1);
        GC.KeepAlive(held);
    }

    private static async Task CompileAsync(CSharpLanguage language, int from, int count)
    {
        for (var n = from; n < from + count; n++)
        {
            var result = n % 5 == 4
                ? (await Assert.ThrowsAsync<ScriptFailedException>(() => language.RunAsync(Csharp.Call($"throw new FormatException(\"{n}\");"), TestContext.Current.CancellationToken))).Message
                : (await language.RunAsync(Csharp.Call($"await Task.Yield(); var own = new {{ n = {n} }}; return own.n;"), TestContext.Current.CancellationToken)).ToText();
            Assert.EndsWith(n.ToString(CultureInfo.InvariantCulture), result, StringComparison.Ordinal);
        }
    }

    private static (int Contexts, long Bytes) Weigh()
    {
        Collect();
        return (Contexts(), GC.GetTotalMemory(forceFullCollection: true));
    }

    private static int Contexts() => AssemblyLoadContext.All.Count(context => context.Name == LoadedScript.ContextName);

    private static void Collect()
    {
        for (var round = 0; round < 10; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> LoadAsync(CSharpLanguage language, string code)
    {
        var (script, running) = Begin(language, code);
        try
        {
            await running;
        }
        catch (ScriptFailedException)
        {
            // It is to fail.
        }

        return script;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Script, Task<Feel.FeelValue> Running) Begin(CSharpLanguage language, string code)
    {
        var running = language.RunAsync(Csharp.Call(code), TestContext.Current.CancellationToken);
        return (new(language.Book.Find(code).Script), running);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LoadedScript Load(string code) => new ScriptCompiler(Microsoft.Extensions.Options.Options.Create(new CSharpScriptOptions())).Compile(code).Script!;
}
