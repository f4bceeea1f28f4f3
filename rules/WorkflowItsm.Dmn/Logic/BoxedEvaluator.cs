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
        Boxed.List list => FeelValue.List(list.Items.Select(item => Evaluate(item, frame, run)).ToArray()),
        Boxed.Relation relation => FeelValue.List(relation.Rows.Select(row => Row(relation.Columns, row, frame, run)).ToArray()),
        Boxed.Invocation invocation => Invoke(invocation, frame, run),
        Boxed.Conditional conditional =>
            Evaluate(Evaluate(conditional.If, frame, run).IsTrue ? conditional.Then : conditional.Else, frame, run),
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
        return context.Result is { } result ? Evaluate(result, frame, run) : FeelValue.Context(FeelContext.Of(entries));
    }

    private static FeelValue Row(ValueList<string> columns, ValueList<Boxed> row, FeelValue[] frame, Evaluation run)
    {
        var cells = new (string, FeelValue)[columns.Count];
        for (var i = 0; i < cells.Length; i++) cells[i] = (columns[i], Evaluate(row[i], frame, run));
        return FeelValue.Context(FeelContext.Of(cells));
    }

    private static FeelValue Invoke(Boxed.Invocation invocation, FeelValue[] frame, Evaluation run)
    {
        var called = invocation.Called;
        var callee = new FeelValue[called.FrameSize];
        for (var i = 0; i < called.Parameters.Count; i++)
        {
            var value = invocation.Arguments[i] is { } argument ? Evaluate(argument, frame, run) : FeelValue.Null;
            var (name, type) = called.Parameters[i];
            if (!type.TryCoerce(value, run.Session, out callee[i]))
                run.Problem($"Parameter '{name}' of '{called.Name}' is {Say.Value(value)}, expected {type}; it counts as null.");
        }
        return run.Call(called, callee);
    }
}
