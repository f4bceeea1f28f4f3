using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>A FEEL expression placed in a frame.</summary>
internal sealed class Formula(FeelExpression expression, int[] slots)
{
    public string Text => expression.Text;

    /// <summary>Whether no data can change its value. Calls are left out: <c>now()</c> is one.</summary>
    public bool IsConstant => slots.Length == 0 && !Text.Contains('(', StringComparison.Ordinal);

    /// <summary>The value of a constant.</summary>
    public FeelValue Constant() => expression.Evaluate(ReadOnlySpan<FeelValue>.Empty, new FeelSession(DateTimeOffset.UnixEpoch));

    public FeelValue Evaluate(FeelValue[] frame, FeelSession session) => expression.Evaluate(Slots.Gather(slots, frame), session);
}

/// <summary>The unary tests of a cell or of allowed values placed in a frame.</summary>
internal sealed class Test(FeelUnaryTests tests, int[] slots)
{
    public string Text => tests.Text;

    /// <summary>Whether everything fulfils it: the cell "-".</summary>
    public bool IsAny => tests.IsAny;

    public bool Holds(FeelValue input, FeelValue[] frame, FeelSession session) =>
        tests.IsAny || tests.Evaluate(input, Slots.Gather(slots, frame), session).IsTrue;
}

internal static class Slots
{
    /// <summary>The values at the given slots; copies only where they do not stand side by side in the frame.</summary>
    public static ReadOnlySpan<FeelValue> Gather(int[] slots, FeelValue[] frame)
    {
        if (slots.Length == 0) return [];
        var first = slots[0];
        var sideBySide = true;
        for (var i = 1; i < slots.Length && sideBySide; i++) sideBySide = slots[i] == first + i;
        return sideBySide ? frame.AsSpan(first, slots.Length) : Array.ConvertAll(slots, slot => frame[slot]);
    }
}
