using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>
/// Values of one axis that no cell of the table tells apart: a single value at which answers turn, or all between two
/// neighbours of these.
/// </summary>
/// <param name="Value">One of the values, to try.</param>
internal abstract record Stretch(FeelValue Value)
{
    /// <summary>A value that cells name.</summary>
    internal sealed record Point(FeelValue Value) : Stretch(Value);

    /// <summary>All values between two points; below the first or above the last where an end is absent.</summary>
    internal sealed record Between(FeelValue Value, FeelValue? Low, FeelValue? High) : Stretch(Value);

    /// <summary>Every text that no cell names.</summary>
    internal sealed record OtherText(string Text) : Stretch((FeelValue)Text);
}
