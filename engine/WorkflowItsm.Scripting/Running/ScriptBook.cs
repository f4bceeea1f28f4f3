using Microsoft.Extensions.Options;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Scripting.Compiling;

namespace WorkflowItsm.Scripting.Running;

/// <summary>
/// The compiled scripts by their text: each is compiled once, also when many ask at the same time, and kept while it is among those that
/// were run last. Safe to share between threads.
/// </summary>
internal sealed class ScriptBook(ScriptCompiler compiler, IOptions<CSharpScriptOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = [];

    /// <summary>The script; null, and why, when it does not compile.</summary>
    public (LoadedScript? Script, ValueList<ScriptProblem> Problems) Find(string code)
    {
        Entry? over = null;
        Entry entry;
        lock (_lock)
        {
            if (_entries.TryGetValue(code, out var known)) _byUse.Remove(known);
            else known = _entries[code] = new(new(code, compiler));
            _byUse.AddFirst(known);
            entry = known.Value;
            if (_entries.Count > options.Value.Kept)
            {
                over = _byUse.Last!.Value;
                _byUse.RemoveLast();
                _entries.Remove(over.Code);
            }
        }

        over?.Drop();
        return entry.Compiled.Value;
    }

    private sealed class Entry(string code, ScriptCompiler compiler)
    {
        public string Code => code;

        public Lazy<(LoadedScript? Script, ValueList<ScriptProblem> Problems)> Compiled { get; } = new(() => compiler.Compile(code));

        // One that is just being compiled is dropped by the collector with its context, which nobody holds then.
        public void Drop()
        {
            if (Compiled.IsValueCreated) Compiled.Value.Script?.Unload();
        }
    }
}
