using WorkflowItsm.Feel.Compilation;
using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel;

/// <summary>An expression ready to run (DMN 1.5, clause 10.3). Immutable and safe to share between threads; sessions are not.</summary>
public sealed class FeelExpression
{
    private readonly Eval _eval;
    private readonly Node _tree;
    private readonly int _places;
    private readonly int _levels;

    private FeelExpression(string text, Node tree, ValueList<string> names, Eval eval, int places)
    {
        (Text, IsConstant, Names) = (text, Constancy.IsConstant(tree), names);
        (_eval, _tree, _places, _levels) = (eval, tree, places, tree.Height / 8);
    }

    /// <summary>The text it was compiled from.</summary>
    public string Text { get; }

    /// <summary>The free names that it uses, in the order of their slots.</summary>
    public ValueList<string> Names { get; }

    /// <summary>Whether it certainly has one value, whatever the data and the time are.</summary>
    public bool IsConstant { get; }

    /// <summary>Compiles a text; never throws, whatever the text.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="scope">The names it may use besides the built-ins.</param>
    public static FeelCompiled<FeelExpression> Compile(string text, FeelScope scope)
    {
        var (tree, findings) = Parser.Expression(text, scope);
        if (findings.Any(finding => finding.Severity == Severity.Error)) return new(null, findings);
        var compiler = new Compiler(text, scope);
        var eval = compiler.Expression(tree);
        return new(new(text, tree, compiler.FreeNames, eval, compiler.Places), findings);
    }

    /// <summary>
    /// What it can answer where certain names are null, whatever the others are: <see cref="FeelAnswers.Null"/> alone means that
    /// it needs one of them. What is left out certainly does not come out, as long as the budgets last.
    /// </summary>
    public FeelAnswers AnswersWithout(IReadOnlyCollection<string> missing) => new Absence(missing).Of(_tree);

    /// <summary>Evaluates; never throws for any values.</summary>
    /// <param name="slots">A value for each of <see cref="Names"/>, in their order.</param>
    /// <param name="session">The time and the budgets. When it is exhausted afterwards, the result means nothing.</param>
    /// <exception cref="ArgumentException">There are fewer slots than names.</exception>
    public FeelValue Evaluate(ReadOnlySpan<FeelValue> slots, FeelSession session)
    {
        Slots.Check(slots.Length, Names);
        // A tall tree takes as much of the real stack as calls do, and a function of the host may lead back here.
        if (session.IsExhausted || !session.Enter(_levels)) return FeelValue.Null;
        var locals = session.Push(_places);
        var result = _eval(new Frame(slots, locals, session));
        session.Pop(locals);
        session.Leave(_levels);
        return session.IsExhausted ? FeelValue.Null : result;
    }

    /// <summary>As the other, with the free names taken from the entries of a context; a missing entry is null.</summary>
    public FeelValue Evaluate(FeelContext names, FeelSession session)
    {
        var slots = Slots.From(names, Names, session);
        var result = Evaluate(slots, session);
        session.Pop(slots);
        return result;
    }
}
