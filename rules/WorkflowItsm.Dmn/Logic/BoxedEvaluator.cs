using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>Boxed logic and a frame to a value. Recursion is bounded by the depth of the file (SafeXml) and of calls.</summary>
internal static class BoxedEvaluator
{
    public static FeelValue Evaluate(Boxed logic, FeelValue[] frame, Evaluation run) => !run.Step() ? FeelValue.Null : logic switch
    {
        Boxed.Literal literal => literal.Formula.Evaluate(frame, run.Session),
        Boxed.Table table => TableEvaluator.Evaluate(table.Rules, frame, run),
        Boxed.Context context => Context(context, frame, run),
        Boxed.List list => run.Session.NewList([.. list.Items.Select(item => Evaluate(item, frame, run))]),
        Boxed.Relation relation => run.Session.NewList([.. relation.Rows.Select(row => Row(relation.Columns, row, frame, run))]),
        Boxed.Invocation invocation => Invoke(invocation, frame, run),
        Boxed.Conditional conditional => Choose(conditional, frame, run),
        Boxed.Function function => Function(function, frame, run),
        Boxed.For loop => BoxedLoops.For(loop, frame, run),
        Boxed.Quantified quantified => BoxedLoops.Quantified(quantified, frame, run),
        Boxed.Filter filter => BoxedLoops.Filter(filter, frame, run),
        Boxed.Typed typed => run.Coerced(typed.Type, Evaluate(typed.Inner, frame, run), typed.Says),
        Boxed.Missing => FeelValue.Null,
    };

    private static FeelValue Context(Boxed.Context context, FeelValue[] frame, Evaluation run)
    {
        var entries = new (string, FeelValue)[context.Entries.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = context.Entries[i];
            var value = Evaluate(entry.Value, frame, run);
            if (!entry.Type.TryCoerce(value, run.Session, out frame[entry.Slot]))
                run.Problem($"Context entry '{entry.Name}' is {Say.Value(value)}, expected {entry.Type}; it counts as null.");
            entries[i] = (entry.Name, frame[entry.Slot]);
        }
        return context.Result is { } result ? Evaluate(result, frame, run) : run.Session.NewContext(entries);
    }

    private static FeelValue Row(ValueList<InputData> columns, ValueList<Boxed> row, FeelValue[] frame, Evaluation run)
    {
        var cells = new (string, FeelValue)[columns.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var (name, type) = columns[i];
            cells[i] = (name, run.Coerced(type, Evaluate(row[i], frame, run), $"Column '{name}'"));
        }
        return run.Session.NewContext(cells);
    }

    private static FeelValue Invoke(Boxed.Invocation invocation, FeelValue[] frame, Evaluation run)
    {
        var callee = Evaluate(invocation.Callee, frame, run);
        var arguments = invocation.Bindings.Select(binding => (binding.Parameter, Evaluate(binding.Value, frame, run))).ToArray();
        return FeelFunction.Call(callee, FeelContext.Of(arguments), run.Session, invocation.Text);
    }

    /// <summary>As FEEL's if: what is neither true nor false nor null makes the whole null.</summary>
    private static FeelValue Choose(Boxed.Conditional conditional, FeelValue[] frame, Evaluation run)
    {
        var condition = Evaluate(conditional.If, frame, run);
        if (condition.Kind is FeelKind.Boolean or FeelKind.Null)
            return Evaluate(condition.IsTrue ? conditional.Then : conditional.Else, frame, run);
        run.Problem($"A condition is {Say.Value(condition)}, expected true or false; the result is null.");
        return FeelValue.Null;
    }

    private static FeelValue Function(Boxed.Function code, FeelValue[] frame, Evaluation run)
    {
        if (!run.Session.TrySpend(frame.Length / 8)) return FeelValue.Null;
        var captured = (FeelValue[])frame.Clone();
        var function = FeelValue.Function(new BoxedFunction(code, captured, run));
        if (code.Self >= 0) captured[code.Self] = function;
        return function;
    }
}
