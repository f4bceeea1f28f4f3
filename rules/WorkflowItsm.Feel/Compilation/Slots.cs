namespace WorkflowItsm.Feel.Compilation;

/// <summary>The values of free names, one slot each.</summary>
internal static class Slots
{
    public static void Check(int given, ValueList<string> names)
    {
        if (given < names.Count) throw new ArgumentException($"There are {given} slots for the names {names}; each needs one.");
    }

    /// <summary>A window of the session, to be popped after use.</summary>
    public static Span<FeelValue> From(FeelContext values, ValueList<string> names, FeelSession session)
    {
        var slots = session.Push(names.Count);
        for (var i = 0; i < slots.Length; i++) slots[i] = values[names[i]];
        return slots;
    }
}
