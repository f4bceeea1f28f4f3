namespace WorkflowItsm.Feel.Compilation;

/// <summary>
/// Where a running expression finds its values: <paramref name="slots"/> come from outside (free names; in a function, what it
/// captured), <paramref name="locals"/> are its own. A ref struct over one stack of the session, so that evaluating allocates nothing.
/// </summary>
internal readonly ref struct Frame(ReadOnlySpan<FeelValue> slots, Span<FeelValue> locals, FeelSession session)
{
    public readonly ReadOnlySpan<FeelValue> Slots = slots;
    public readonly Span<FeelValue> Locals = locals;
    public readonly FeelSession Session = session;
}

/// <summary>A compiled part of an expression.</summary>
internal delegate FeelValue Eval(in Frame frame);
