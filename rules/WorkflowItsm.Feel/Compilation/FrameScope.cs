namespace WorkflowItsm.Feel.Compilation;

/// <summary>
/// The names that one frame knows while its code is compiled: its own locals, innermost last, and what it captures from the frame
/// around it. Locals have fixed places, so that a name costs one index at run time.
/// </summary>
internal sealed class FrameScope(FrameScope? outer, int selfLocal = -1)
{
    private readonly List<Local> _locals = [];
    private readonly Dictionary<string, int> _captured = new(StringComparer.Ordinal);

    /// <summary>A place with or without a name; in a filter, one whose entries are names too.</summary>
    public sealed class Local(string? name, int index, bool isItem)
    {
        public string? Name { get; } = name;

        public int Index { get; } = index;

        public bool IsItem { get; } = isItem;

        public bool IsUsed { get; set; }
    }

    public FrameScope? Outer { get; } = outer;

    /// <summary>How many places the frame needs.</summary>
    public int Places { get; private set; }

    public List<Eval> Captures { get; } = [];

    /// <summary>Which capture is the function itself; -1 when none is.</summary>
    public int SelfCapture { get; private set; } = -1;

    public IReadOnlyList<Local> Locals => _locals;

    public Local Open(string? name, bool isItem = false)
    {
        var local = new Local(name, _locals.Count, isItem);
        _locals.Add(local);
        Places = Math.Max(Places, _locals.Count);
        return local;
    }

    public void Reopen(Local local) => _locals.Add(local);

    public void Close(int count) => _locals.RemoveRange(_locals.Count - count, count);

    /// <summary>The place of something captured from outside; asked again, the same place.</summary>
    public int Capture(string name, Eval fromOutside, int outerLocal)
    {
        if (_captured.TryGetValue(name, out var index)) return index;
        index = Captures.Count;
        Captures.Add(fromOutside);
        _captured.Add(name, index);
        if (outerLocal >= 0 && outerLocal == selfLocal) SelfCapture = index;
        return index;
    }
}
