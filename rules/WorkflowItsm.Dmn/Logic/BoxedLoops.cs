using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>Boxed iterators and filters (DMN 1.5 clauses 10.2.2.9 to 10.2.2.11).</summary>
internal static class BoxedLoops
{
    private static readonly FeelExpression _laidOut = FeelExpression.Compile("for i in source return i", new FeelScope(["source"])).Value!;

    public static FeelValue For(Boxed.For loop, FeelValue[] frame, Evaluation run)
    {
        if (Items(loop.In, frame, run) is not { } items) return FeelValue.Null;
        var results = new List<FeelValue>(items.Count);
        foreach (var item in items)
        {
            // The results so far are laid out anew for each round, as FEEL does it.
            if (!run.Session.TrySpend(1 + results.Count / 8)) return FeelValue.Null;
            frame[loop.Item] = item;
            frame[loop.Partial] = run.Session.NewList([.. results]);
            results.Add(BoxedEvaluator.Evaluate(loop.Return, frame, run));
        }
        return run.Session.NewList([.. results]);
    }

    public static FeelValue Quantified(Boxed.Quantified quantified, FeelValue[] frame, Evaluation run)
    {
        if (Items(quantified.In, frame, run) is not { } items) return FeelValue.Null;
        FeelValue answer = quantified.Every;
        foreach (var item in items)
        {
            if (!run.Step()) return FeelValue.Null;
            frame[quantified.Item] = item;
            var value = BoxedEvaluator.Evaluate(quantified.Satisfies, frame, run);
            if (!value.TryGetBoolean(out var yes)) answer = FeelValue.Null;
            else if (yes != quantified.Every) return yes;
        }
        return answer;
    }

    public static FeelValue Filter(Boxed.Filter filter, FeelValue[] frame, Evaluation run)
    {
        var source = BoxedEvaluator.Evaluate(filter.In, frame, run);
        if (source.IsNull) return source;
        var items = source.TryGetList(out var list) ? list : [source];
        var kept = new List<FeelValue>();
        for (var i = 0; i < items.Count; i++)
        {
            if (!run.Session.TrySpend(1 + filter.Names.Count)) return FeelValue.Null;
            filter.Names.Fill(items[i], frame);
            var value = BoxedEvaluator.Evaluate(filter.Match, frame, run);
            if (i == 0 && value.Kind == FeelKind.Number) return At(items, value, run);
            if (value.IsTrue) kept.Add(items[i]);
        }
        return run.Session.NewList([.. kept]);
    }

    /// <summary>A condition that gives a number was an index all along, as in FEEL.</summary>
    private static FeelValue At(ValueList<FeelValue> items, FeelValue index, Evaluation run)
    {
        if (index.TryGetInt(out var at) && at != 0 && Math.Abs((long)at) <= items.Count) return items[at > 0 ? at - 1 : items.Count + at];
        run.Problem($"There is no item {index}; the list has {items.Count}, counted from 1, or from the end by -1.");
        return FeelValue.Null;
    }

    /// <summary>What an iterator goes through: a list, a range, or one value; null with a problem where there is nothing.</summary>
    private static ValueList<FeelValue>? Items(Boxed source, FeelValue[] frame, Evaluation run)
    {
        var value = BoxedEvaluator.Evaluate(source, frame, run);
        if (value.Kind == FeelKind.Range) value = _laidOut.Evaluate([value], run.Session);
        if (value.TryGetList(out var items)) return items;
        if (!value.IsNull) return [value];
        run.Problem("An iterator goes through null, expected a list; the result is null.");
        return null;
    }
}
