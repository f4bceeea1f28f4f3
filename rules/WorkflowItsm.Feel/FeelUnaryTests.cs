using WorkflowItsm.Feel.Compilation;
using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel;

/// <summary>
/// The tests of one input cell of a decision table (DMN 1.5, grammar rules 15 to 18): <c>&lt; 5</c>, <c>"a", "b"</c>,
/// <c>not([1..3])</c>, <c>? &gt; limit</c>, <c>-</c>. Immutable and safe to share between threads.
/// </summary>
public sealed class FeelUnaryTests
{
    private readonly Eval? _eval;
    private readonly int _places;
    private readonly int _levels;

    private readonly ValueList<Node> _tests;
    private readonly bool _negated;

    private FeelUnaryTests(string text, ValueList<Node> tests, bool negated, ValueList<string> names, Eval? eval, int places)
    {
        (Text, Names) = (text, names);
        (_tests, _negated) = (tests, negated);
        (_eval, _places) = (eval, places);
        _levels = tests.IsEmpty ? 0 : tests.Items.Max(test => test.Height) / 8;
    }

    /// <summary>The text it was compiled from.</summary>
    public string Text { get; }

    /// <summary>The free names that it uses, in the order of their slots; <c>?</c>, the input, is not among them.</summary>
    public ValueList<string> Names { get; }

    /// <summary>Whether every input passes: the cell is <c>-</c> or has no text.</summary>
    public bool IsAny => _eval is null;

    /// <summary>
    /// The values at which the answer can change, each once: <c>[1..5], 9</c> turns at 1, 5 and 9. Between two neighbours the answer is
    /// the same. Null where the tests do more than compare the input with constants, or ask for the order of texts.
    /// </summary>
    public ValueList<FeelValue>? Turns => Outline.Turns;

    /// <summary>The values in the order written, where the tests are a list of constants and nothing else: <c>"a", "b"</c>; else empty.</summary>
    public ValueList<FeelValue> Listed => Outline.Listed;

    private Outline Outline => field ??= Outline.Of(Text, _tests, _negated);

    /// <summary>Compiles a cell; never throws, whatever the text.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="scope">The names it may use besides <c>?</c> and the built-ins.</param>
    public static FeelCompiled<FeelUnaryTests> Compile(string text, FeelScope scope)
    {
        var (tests, negated, findings) = Parser.UnaryTests(text, scope);
        if (findings.Any(finding => finding.Severity == Severity.Error)) return new(null, findings);
        if (tests.IsEmpty) return new(new(text, [], false, [], null, 0), findings);
        var compiler = new Compiler(text, scope);
        var eval = compiler.Tests(tests, negated);
        return new(new(text, tests, negated, compiler.FreeNames, eval, compiler.Places), findings);
    }

    /// <summary>True, false, or null where the tests cannot tell; never throws for any values.</summary>
    /// <param name="input">The value under test.</param>
    /// <param name="slots">A value for each of <see cref="Names"/>, in their order.</param>
    /// <param name="session">The time and the budgets. When it is exhausted afterwards, the result means nothing.</param>
    /// <exception cref="ArgumentException">There are fewer slots than names.</exception>
    public FeelValue Evaluate(FeelValue input, ReadOnlySpan<FeelValue> slots, FeelSession session)
    {
        Slots.Check(slots.Length, Names);
        if (session.IsExhausted) return FeelValue.Null;
        if (_eval is null) return FeelValue.True;
        if (!session.Enter(_levels)) return FeelValue.Null;
        var locals = session.Push(_places);
        locals[0] = input;
        var result = _eval(new Frame(slots, locals, session));
        session.Pop(locals);
        session.Leave(_levels);
        return session.IsExhausted ? FeelValue.Null : result;
    }

    /// <summary>As the other, with the free names taken from the entries of a context; a missing entry is null.</summary>
    public FeelValue Evaluate(FeelValue input, FeelContext names, FeelSession session)
    {
        var slots = Slots.From(names, Names, session);
        var result = Evaluate(input, slots, session);
        session.Pop(slots);
        return result;
    }
}
