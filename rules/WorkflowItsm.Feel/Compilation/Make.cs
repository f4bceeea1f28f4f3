using System.Runtime.InteropServices;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>Makes lists, contexts and strings at the session's cost.</summary>
internal static class Make
{
    /// <summary>A list over the array, which must not be changed any more; null when the session has no bytes left for it.</summary>
    public static FeelValue List(FeelValue[] items, FeelSession session)
    {
        if (!session.Charge(16L * items.Length + 48)) return FeelValue.Null;
        var measure = Measure.OfAll(items);
        return session.Admits(measure) ? FeelValue.List(ImmutableCollectionsMarshal.AsImmutableArray(items), measure) : FeelValue.Null;
    }

    public static FeelValue Context(FeelContext.Builder builder, FeelSession session)
    {
        if (!session.Charge(32L * builder.Count + 64)) return FeelValue.Null;
        return session.Admits(Measure.OfAll(builder.Values)) ? FeelValue.Context(builder.Build()) : FeelValue.Null;
    }

    public static FeelValue Text(string text, FeelSession session) => session.Charge(2L * text.Length + 24) ? text : FeelValue.Null;
}
