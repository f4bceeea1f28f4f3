using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>
/// Values of one axis that no cell of the table tells apart: a single value at which answers turn, or all between two
/// neighbours of these.
/// </summary>
internal abstract record Stretch
{
    private Stretch(FeelValue value) => Value = value;

    /// <summary>One of the values, to try.</summary>
    public FeelValue Value { get; }

    /// <summary>A value that cells name.</summary>
    internal sealed record Point(FeelValue Value) : Stretch(Value);

    /// <summary>All values between two points; below the first or above the last where an end is absent.</summary>
    internal sealed record Between(FeelValue Value, FeelValue? Low, FeelValue? High) : Stretch(Value);

    /// <summary>Every text that no cell names.</summary>
    internal sealed record OtherText(string Text) : Stretch((FeelValue)Text);
}
