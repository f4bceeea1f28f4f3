using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>
/// The value expressions of DMN 1.5 clause 10.2 (boxed expressions), compiled. To add one: a case here, an arm in
/// <see cref="BoxedEvaluator"/>, an arm in <see cref="Reading.BoxedReader"/>.
/// </summary>
internal abstract record Boxed
{
    private Boxed()
    {
    }

    /// <summary>FEEL text.</summary>
    internal sealed record Literal(Formula Formula) : Boxed;

    internal sealed record Table(DecisionTable Rules) : Boxed;

    /// <summary>
    /// Entries see those above them. With a <paramref name="Result"/> its value is the whole's, else the entries as a
    /// context.
    /// </summary>
    internal sealed record Context(ValueList<ContextEntry> Entries, Boxed? Result) : Boxed;

    internal sealed record List(ValueList<Boxed> Items) : Boxed;

    internal sealed record Relation(ValueList<string> Columns, ValueList<ValueList<Boxed>> Rows) : Boxed;

    /// <summary>One argument per parameter of the called model; null where the call binds none.</summary>
    internal sealed record Invocation(Knowledge Called, ValueList<Boxed?> Arguments) : Boxed;

    internal sealed record Conditional(Boxed If, Boxed Then, Boxed Else) : Boxed;

    /// <summary>Logic that could not be read (its finding says why): null.</summary>
    internal sealed record Missing : Boxed;
}

/// <summary>A named entry of a boxed context and the slot through which later entries see it.</summary>
internal sealed record ContextEntry(string Name, int Slot, DataType Type, Boxed Value);

/// <summary>
/// A business knowledge model. Its body is set once all models are known, since invocations refer to models that
/// may stand later in the file.
/// </summary>
internal sealed class Knowledge(string id, string name, ValueList<InputData> parameters)
{
    public string Id => id;

    public string Name => name;

    public ValueList<InputData> Parameters => parameters;

    public string ParameterNames => string.Join(", ", parameters.Select(parameter => parameter.Name));

    public int FrameSize { get; private set; } = parameters.Count;

    public Boxed Body { get; private set; } = new Boxed.Missing();

    /// <summary>The place of a parameter; -1 for a name that is none.</summary>
    public int IndexOf(string parameter) => parameters.Select(known => known.Name).ToList().IndexOf(parameter);

    public void Complete(Boxed body, int frameSize) => (Body, FrameSize) = (body, frameSize);
}
