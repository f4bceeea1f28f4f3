using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Values;

/// <summary>Something that can be called: a built-in, or a function literal with what it captured.</summary>
internal abstract class FunctionValue() : Payload(FeelKind.Function)
{
    /// <summary>The most parameters that it names; null when any number may follow.</summary>
    public abstract int? MostArguments { get; }

    /// <summary>The fewest arguments of a call by name; what is left out up to there is null.</summary>
    public virtual int LeastNamed => 0;

    /// <summary>Whether it can stand for a function of a type, as far as its text tells.</summary>
    public abstract bool IsOf(FeelType.FunctionOf type);

    /// <summary>Where the argument <paramref name="name"/> goes in a call that gives all of <paramref name="names"/>; -1 when nowhere.</summary>
    public abstract int IndexOf(ReadOnlySpan<string> names, string name);

    /// <summary>Runs it. The arguments may be overwritten.</summary>
    public abstract FeelValue Invoke(Span<FeelValue> arguments, FeelSession session, Site site);
}
