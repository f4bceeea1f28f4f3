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
    private readonly Frame _frame;
    private readonly Filter? _filter;

    private Names(ImmutableDictionary<string, int> slots, Frame frame, Filter? filter) => (_slots, _frame, _filter) = (slots, frame, filter);

    /// <summary>No names yet, of a new frame.</summary>
    public static Names OfNewFrame(FeelTypes? types = null) => new(ImmutableDictionary.Create<string, int>(StringComparer.Ordinal), new(types), null);

    /// <summary>The slots that the frame needs for all names added to it anywhere.</summary>
    public int FrameSize => _frame.Slots;

    public FeelScope Scope => field ??= new(_slots.Keys.Order(StringComparer.Ordinal), open: _filter is not null, _frame.Types);

    public bool Knows(string name) => _slots.ContainsKey(name);

    public Names With(string name, out int slot)
    {
        slot = _frame.Slots++;
        // What is declared inside a filter is nearer than the item's entries.
        return new(_slots.SetItem(name, slot), _frame, _filter is null ? null : _filter with { Inside = _filter.Inside.Add(name) });
    }

    /// <summary>The names inside a filter: <c>item</c>, and whatever entries the items may have.</summary>
    public Names InFilter(out ItemNames entries)
    {
        var inside = With("item", out var slot);
        entries = new(slot);
        return new(inside._slots, _frame, new(entries, this, ["item"], []));
    }

    /// <summary>The slots of the names that an expression uses, in the order in which it takes them.</summary>
    public int[] SlotsOf(ValueList<string> names) => [.. names.Select(SlotOf)];

    private int SlotOf(string name)
    {
        if (_filter is null || _filter.Inside.Contains(name)) return _slots[name];
        if (_filter.Entries.TryGetValue(name, out var slot)) return slot;
        var outside = _filter.Outside._filter is null && !_filter.Outside.Knows(name) ? -1 : _filter.Outside.SlotOf(name);
        _filter.Names.Add(name, _filter.Entries[name] = slot = _frame.Slots++, outside);
        return slot;
    }

    private sealed class Frame(FeelTypes? types)
    {
        public FeelTypes Types { get; } = types ?? FeelTypes.None;

        public int Slots { get; set; }
    }

    /// <param name="Names">Told of each name that may be an entry.</param>
    /// <param name="Outside">What names mean where the item has no such entry.</param>
    /// <param name="Inside">Names that are declared inside the filter.</param>
    /// <param name="Entries">The slots given out so far.</param>
    private sealed record Filter(ItemNames Names, Names Outside, ImmutableHashSet<string> Inside, Dictionary<string, int> Entries);
}
