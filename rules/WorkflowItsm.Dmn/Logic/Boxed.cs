using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>
/// The value expressions of DMN 1.5 clause 10.2 (boxed expressions), compiled. To add one: a case here, an arm in
/// <see cref="BoxedEvaluator"/>, an arm in <see cref="Reading.BoxedReader"/>.
/// </summary>
internal abstract record Boxed
{
    private Boxed(params IEnumerable<Boxed?> parts) => Height = 1 + parts.Max(part => part?.Height) ?? 1;

    /// <summary>How deep it nests.</summary>
    public int Height { get; }

    /// <summary>How much of the depth budget one call of it takes: tall logic takes more of the real stack.</summary>
    public int Levels => 1 + Height / 4;

    /// <summary>FEEL text.</summary>
    internal sealed record Literal(Formula Formula) : Boxed;

    internal sealed record Table(DecisionTable Rules) : Boxed;

    /// <summary>
    /// Entries see those above them. With a <paramref name="Result"/> its value is the whole's, else the entries as a
    /// context.
    /// </summary>
    internal sealed record Context(ValueList<ContextEntry> Entries, Boxed? Result) : Boxed([.. Entries.Select(entry => entry.Value), Result]);

    internal sealed record List(ValueList<Boxed> Items) : Boxed(Items);

    internal sealed record Relation(ValueList<InputData> Columns, ValueList<ValueList<Boxed>> Rows) : Boxed(Rows.SelectMany(row => row.Items));

    /// <summary>A call of the function that <paramref name="Callee"/> gives, by the names of its parameters.</summary>
    internal sealed record Invocation(Boxed Callee, string Text, ValueList<Binding> Bindings)
        : Boxed([Callee, .. Bindings.Select(binding => binding.Value)]);

    internal sealed record Conditional(Boxed If, Boxed Then, Boxed Else) : Boxed(If, Then, Else);

    /// <summary>A function over a copy of the frame as it was when the function was made. <c>Self</c>: the slot of its own name, or -1.</summary>
    internal sealed record Function(string Name, ValueList<Parameter> Parameters, Boxed Body, int Self) : Boxed(Body);

    /// <summary>One round for each item. In a round the item and the results so far are in their slots.</summary>
    internal sealed record For(Boxed In, int Item, int Partial, Boxed Return) : Boxed(In, Return);

    internal sealed record Quantified(bool Every, Boxed In, int Item, Boxed Satisfies) : Boxed(In, Satisfies);

    /// <summary>The item is in its slot, and its entries in those of <paramref name="Names"/>.</summary>
    internal sealed record Filter(Boxed In, ItemNames Names, Boxed Match) : Boxed(In, Match);

    /// <summary>Logic with a declared type.</summary>
    internal sealed record Typed(Boxed Inner, DataType Type, string Says) : Boxed(Inner);

    /// <summary>Logic that could not be read (its finding says why): null.</summary>
    internal sealed record Missing : Boxed;
}

/// <summary>A named entry of a boxed context and the slot through which later entries see it.</summary>
internal sealed record ContextEntry(string Name, int Slot, DataType Type, Boxed Value);

/// <summary>An argument of an invocation.</summary>
internal sealed record Binding(string Parameter, Boxed Value);

/// <summary>A parameter of a boxed function and its slot.</summary>
internal sealed record Parameter(string Name, DataType Type, int Slot);
