using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>
/// Inside a filter an entry of the item hides what the name means outside (DMN 1.5 clause 10.3.2.5); which entries an item has is only
/// known when it is there. Names are added while the condition is read, and fixed afterwards.
/// </summary>
/// <param name="item">The slot of the item.</param>
internal sealed class ItemNames(int item)
{
    private readonly List<(string Name, int Slot, int Outside)> _names = [];

    public int Count => _names.Count;

    /// <param name="name">A name that the condition uses.</param>
    /// <param name="slot">Where the condition finds it.</param>
    /// <param name="outside">The slot of what it means outside; -1 when nothing.</param>
    public void Add(string name, int slot, int outside) => _names.Add((name, slot, outside));

    /// <summary>Sets the frame for one item.</summary>
    public void Fill(FeelValue value, FeelValue[] frame)
    {
        frame[item] = value;
        value.TryGetContext(out var entries);
        foreach (var (name, slot, outside) in _names)
            frame[slot] = entries.TryGet(name, out var entry) ? entry : outside >= 0 ? frame[outside] : FeelValue.Null;
    }
}
