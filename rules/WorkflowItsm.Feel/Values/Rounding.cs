namespace WorkflowItsm.Feel.Values;

/// <summary>The ways to round that FEEL names (DMN 1.5, table 75).</summary>
internal enum Rounding
{
    HalfEven,
    HalfUp,
    HalfDown,
    Up,
    Down,
    Floor,
    Ceiling,
}
