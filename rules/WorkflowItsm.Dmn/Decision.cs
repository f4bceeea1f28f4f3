using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Dmn.Verifying;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn;

/// <summary>
/// A decision of a model, ready to be evaluated together with the decisions that it requires.
/// Immutable; safe to share between threads (the <see cref="FeelSession"/> given to an evaluation is not).
/// </summary>
public sealed class Decision
{
    // Made on first use; who makes it twice at once makes the same.
    private QuickTable? _quick;
    private volatile bool _isQuickKnown;

    internal Decision(DecisionParts parts) => Parts = parts;

    /// <summary>The id in the file.</summary>
    public string Id => Parts.Id;

    /// <summary>The name, under which a requiring decision sees this one's value.</summary>
    public string Name => Parts.Name;

    /// <summary>What people call it; null when the file does not say.</summary>
    public string? Label => Parts.Label;

    /// <summary>What the file says for people; null when nothing.</summary>
    public string? Description => Parts.Description;

    /// <summary>The names of the input data that this decision and those it requires need from the caller, each once.</summary>
    public ValueList<string> Inputs => Plan.InputNames;

    /// <summary>The same inputs with what the file says of each: type, allowed values, words for people.</summary>
    public ValueList<DecisionInput> TypedInputs => DecisionInput.Of(Plan);

    /// <summary>The names of the outputs of its table; the decision's name for an unnamed output or where there is no table.</summary>
    public ValueList<string> Outputs => Parts.Outputs;

    /// <summary>The handbook clauses that the decision or its table says it serves, e.g. <c>H4.1.1</c>; each once.</summary>
    public ValueList<string> Clauses => Parts.Clauses;

    /// <summary>The rows of its table, in order; empty where its logic is no table.</summary>
    public ValueList<DecisionRow> Rows => Parts.Logic is Boxed.Table table
        ? table.Rules.Rules.Select(rule => new DecisionRow(rule.Id, rule.Number, rule.Annotation)).ToValueList()
        : [];

    /// <summary>The id of its table, derived from the decision's where the file gives none; null where its logic is no table.</summary>
    public string? TableId => (Parts.Logic as Boxed.Table)?.Rules.Id;

    /// <summary>The hit policy of its table, as DMN writes it; null where its logic is no table.</summary>
    public string? HitPolicy => (Parts.Logic as Boxed.Table)?.Rules.Policy.Name;

    /// <summary>What can be said of its table without any case: gaps, overlaps, rules that never count; null where its logic is no table.</summary>
    public TableVerification? Verification => (Parts.Logic as Boxed.Table)?.Rules.Verification;

    /// <summary>Which inputs get another answer from this decision's table than from an earlier version's; null where one of them has no table.</summary>
    public TableDifference? DifferenceFrom(Decision earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return (earlier.Parts.Logic, Parts.Logic) is (Boxed.Table before, Boxed.Table after) ? TableComparison.Compare(before.Rules, after.Rules) : null;
    }

    internal DecisionParts Parts { get; }

    /// <summary>
    /// Made on first use and the same whoever makes it: for every decision of a long chain at once it would be quadratic.
    /// </summary>
    internal DecisionPlan Plan => field ??= DecisionPlan.For([this], []);

    /// <summary>
    /// Evaluates the decision and, first, each decision that it requires, once. Never throws on data.
    /// A value in <paramref name="inputs"/> under the name of a required decision is not used: the decision is evaluated.
    /// </summary>
    /// <param name="inputs">Values by the names in <see cref="Inputs"/>; others are ignored, a missing one counts as null.</param>
    /// <param name="session">Time, budgets and reasons. Where it comes back exhausted, the value is null and must not be used.</param>
    public DecisionOutcome Evaluate(FeelContext inputs, FeelSession session) => Evaluation.Run(Plan, inputs, session);

    /// <summary>As <see cref="Evaluate(FeelContext, FeelSession)"/>, with every step noted: for who asks why.</summary>
    /// <param name="inputs">Values by name, for example those that an earlier evaluation recorded.</param>
    /// <param name="session">Time, budgets and reasons.</param>
    public DecisionTrace Explain(FeelContext inputs, FeelSession session) => Evaluation.Trace(Plan, inputs, session);

    /// <summary>As the other, with required decisions whose values are given instead of evaluated.</summary>
    /// <param name="inputs">Values by name; a value under the name of a decision in <paramref name="given"/> is that decision's.</param>
    /// <param name="given">The decisions that are given.</param>
    /// <param name="session">Time, budgets and reasons.</param>
    public DecisionTrace Explain(FeelContext inputs, ValueList<Decision> given, FeelSession session) =>
        Evaluation.Trace(DecisionPlan.For([this], given), inputs, session);

    /// <summary>
    /// The value alone, for who decides often and records nothing: a plain table then takes a look-up for each column, and no memory.
    /// The same value as that of <see cref="Evaluate(FeelContext, FeelSession)"/>.
    /// </summary>
    /// <param name="inputs">A value for each of <see cref="Inputs"/>, in their order.</param>
    /// <param name="session">Time, budgets and reasons. Where it comes back exhausted, the value is null and must not be used.</param>
    /// <exception cref="ArgumentException">There are not as many values as inputs.</exception>
    public FeelValue Decide(ReadOnlySpan<FeelValue> inputs, FeelSession session)
    {
        var names = Plan.InputNames;
        if (inputs.Length != names.Count)
            throw new ArgumentException($"The decision '{Name}' takes {names.Count} inputs ({string.Join(", ", names)}), but {inputs.Length} were given.", nameof(inputs));
        ArgumentNullException.ThrowIfNull(session);
        if (Quick is { } quick && quick.TryDecide(inputs, session, out var answer)) return session.Exhausted is null ? answer : FeelValue.Null;
        var given = FeelContext.Empty;
        for (var i = 0; i < inputs.Length; i++) given = given.With(names[i], inputs[i]);
        return Evaluate(given, session).Value;
    }

    /// <summary>
    /// As the other, with required decisions whose values are given instead of evaluated: to try a decision out, or to ask "what if".
    /// What only they require is not needed.
    /// </summary>
    /// <param name="inputs">Values by name; a value under the name of a decision in <paramref name="given"/> is that decision's.</param>
    /// <param name="given">The decisions that are given.</param>
    /// <param name="session">Time, budgets and reasons.</param>
    public DecisionOutcome Evaluate(FeelContext inputs, ValueList<Decision> given, FeelSession session) =>
        Evaluation.Run(DecisionPlan.For([this], given), inputs, session);

    private QuickTable? Quick
    {
        get
        {
            if (!_isQuickKnown) (_quick, _isQuickKnown) = (QuickTable.Of(Plan), true);
            return _quick;
        }
    }

    /// <summary>"decision 'priority'".</summary>
    public override string ToString() => $"decision '{Name}'";
}

/// <summary>A row of a decision table, as people speak of it.</summary>
/// <param name="Id">The id in the file, or its number where the file gives none.</param>
/// <param name="Number">Counted from 1.</param>
/// <param name="Annotation">What the file says of it; null when nothing.</param>
public sealed record DecisionRow(string Id, int Number, string? Annotation);
