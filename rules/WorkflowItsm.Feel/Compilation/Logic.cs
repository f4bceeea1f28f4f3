using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>Three-valued logic (DMN 1.5, table 50): what is not a boolean counts as null.</summary>
internal static class Logic
{
    public static FeelValue Not(FeelValue value) => value.TryGetBoolean(out var yes) ? !yes : FeelValue.Null;

    public static FeelValue And(FeelValue left, FeelValue right)
    {
        if (left.TryGetBoolean(out var first) && !first) return FeelValue.False;
        if (right.TryGetBoolean(out var second) && !second) return FeelValue.False;
        return left.IsTrue && right.IsTrue ? FeelValue.True : FeelValue.Null;
    }

    public static FeelValue NotBoolean(FeelValue value, string word, FeelSession session, Site site) =>
        session.Because(site, $"`{word}` needs a boolean; found {Kinds.Of(value)}.");
}
