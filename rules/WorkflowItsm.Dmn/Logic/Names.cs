using System.Collections.Immutable;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>
/// The names that logic sees at one place and the slots of the frame that hold their values. A name added hides an
/// equal one outside; the frame has a slot for each, so that evaluation never looks up a name.
/// </summary>
internal sealed class Names
{
    private readonly ImmutableDictionary<string, int> _slots;
    private readonly StrongBox _size;

    private Names(ImmutableDictionary<string, int> slots, StrongBox size) => (_slots, _size) = (slots, size);

    /// <summary>No names yet, of a new frame.</summary>
    public static Names OfNewFrame() => new(ImmutableDictionary.Create<string, int>(StringComparer.Ordinal), new());

    /// <summary>The slots that the frame needs for all names added to it anywhere.</summary>
    public int FrameSize => _size.Slots;

    public FeelScope Scope => field ??= new(_slots.Keys.Order(StringComparer.Ordinal));

    public bool Knows(string name) => _slots.ContainsKey(name);

    public Names With(string name, out int slot)
    {
        slot = _size.Slots++;
        return new(_slots.SetItem(name, slot), _size);
    }

    /// <summary>The slots of the names that an expression uses, in the order in which it takes them.</summary>
    public int[] SlotsOf(ValueList<string> names) => [.. names.Select(name => _slots[name])];

    private sealed class StrongBox
    {
        public int Slots { get; set; }
    }
}
