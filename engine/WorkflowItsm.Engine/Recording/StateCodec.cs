using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Engine.Recording;

/// <summary>
/// How the states of one core are written, so that a case with many facts need not be folded from its first. What was
/// written can be thrown away at any time: the facts say the same. Safe to share between threads.
/// </summary>
/// <param name="Version">
/// The version of the form, and of what folding makes of the facts; another number makes what was written before unreadable,
/// and it is folded anew. From 1; to be raised with every change of either.
/// </param>
/// <param name="Write">Writes all of a state.</param>
/// <param name="Read">Reads it: the two states are equal.</param>
public sealed record StateCodec(int Version, Action<FactWriter, CaseState> Write, Func<FactReader, CaseState> Read)
{
    /// <summary>A codec for states of type <typeparamref name="T"/>.</summary>
    public static StateCodec Of<T>(int version, Action<FactWriter, T> write, Func<FactReader, T> read)
        where T : CaseState => new(version, (writer, state) => write(writer, (T)state), read);
}
