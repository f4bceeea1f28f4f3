using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>A FEEL expression placed in a frame.</summary>
internal sealed class Formula(FeelExpression expression, int[] slots)
{
    public string Text => expression.Text;

    /// <summary>Whether neither data nor time can change its value.</summary>
    public bool IsConstant => expression.IsConstant;

    /// <summary>The slot whose value it is, where it is a bare name; else -1.</summary>
    public int OnlySlot { get; } = expression.Names is [var name] && expression.Text.Trim() == name ? slots[0] : -1;

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

    /// <summary>Whether it looks at its input only.</summary>
    public bool IsAlone => slots.Length == 0;

    /// <inheritdoc cref="FeelUnaryTests.Turns"/>
    public ValueList<FeelValue>? Turns => tests.Turns;

    /// <inheritdoc cref="FeelUnaryTests.Listed"/>
    public ValueList<FeelValue> Listed => tests.Listed;

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
