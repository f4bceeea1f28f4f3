using System.Reflection;
using System.Runtime.Loader;

namespace WorkflowItsm.Scripting.Compiling;

/// <summary>
/// A compiled script in a context of its own, which goes when nobody holds it any more: unloading waits for runs that are on the way.
/// Safe to share between threads; every run has state of its own.
/// </summary>
internal sealed class LoadedScript
{
    /// <summary>What the contexts of scripts are called.</summary>
    public const string ContextName = "workflowitsm-script";

    private readonly Context _context = new();
    private readonly Func<object?[], Task<object>> _factory;
    private readonly Assembly _assembly;

    public LoadedScript(Stream program, Stream places, string type, string method)
    {
        _assembly = _context.LoadFromStream(program, places);
        _factory = _assembly.GetType(type, throwOnError: true)!.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object>>>();
    }

    /// <summary>Runs it. What it returns or throws may be of types that it declares itself.</summary>
    public Task<object> RunAsync(CSharpScript globals) => _factory([globals, null]);

    /// <summary>Whether a method is one of this script.</summary>
    public bool Declares(MethodBase? method) => method?.Module.Assembly == _assembly;

    /// <summary>Lets it go.</summary>
    public void Unload() => _context.Unload();

    /// <summary>Whatever a script names is what the program itself has, wherever that was loaded.</summary>
    private sealed class Context() : AssemblyLoadContext(ContextName, isCollectible: true)
    {
        private static readonly AssemblyLoadContext? s_program = GetLoadContext(typeof(LoadedScript).Assembly);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            s_program is null || s_program == Default ? null : s_program.LoadFromAssemblyName(assemblyName);
    }
}
