using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Compilation;

// Iterations and filters.
internal sealed partial class Compiler
{
    private const string Partial = "partial";
    private const string Item = "item";

    /// <summary>What one round of a body costs in steps: bodies are bounded by their text, so only rounds need counting.</summary>
    private static int CostOf(Node body) => 1 + body.Size / 8;

    private Eval For(Node.For node)
    {
        var rounds = Iterators(node.Iterators);
        var partial = _frame.Open(Partial);
        var body = Expression(node.Return);
        _frame.Close(node.Iterators.Count + 1);
        var (cost, partialPlace) = (CostOf(node.Return), partial.IsUsed ? partial.Index : -1);
        return (in frame) =>
        {
            var results = new List<FeelValue>();
            var complete = Loops.Run(rounds, frame, (in inner) =>
            {
                if (!inner.Session.Spend(cost) || !inner.Session.Charge(16)) return false;
                if (partialPlace >= 0)
                {
                    if (!inner.Session.Spend(results.Count / 8)) return false;
                    inner.Locals[partialPlace] = Make.List([.. results], inner.Session);
                }

                results.Add(body(inner));
                return true;
            });
            return complete ? Make.List([.. results], frame.Session) : FeelValue.Null;
        };
    }

    private Eval Quantified(Node.Quantified node)
    {
        var rounds = Iterators(node.Iterators);
        var condition = Expression(node.Satisfies);
        _frame.Close(node.Iterators.Count);
        var (cost, every, site) = (CostOf(node.Satisfies), node.Every, SiteOf(node));
        return (in frame) =>
        {
            // "some" seeks a true, "every" a false; found, it is the answer whatever else is null.
            var (answer, decided) = ((FeelValue)every, false);
            var complete = Loops.Run(rounds, frame, (in inner) =>
            {
                if (!inner.Session.Spend(cost)) return false;
                var value = condition(inner);
                if (!value.TryGetBoolean(out var yes))
                {
                    answer = Logic.NotBoolean(value, every ? "every" : "some", inner.Session, site);
                    return true;
                }

                if (yes == every) return true;
                (answer, decided) = (!every, true);
                return false;
            });
            return complete || decided ? answer : FeelValue.Null;
        };
    }

    private Round[] Iterators(ValueList<Iterator> iterators) => [.. iterators.Select(iterator =>
    {
        var source = Expression(iterator.Source);
        var end = iterator.End is null ? null : Expression(iterator.End);
        return new Round(source, end, _frame.Open(iterator.Name).Index, SiteOf(iterator.Source));
    })];

    private Eval Filter(Node.Filter node)
    {
        var (list, site) = (Expression(node.Source), SiteOf(node));
        if (node.Condition is Node.Literal { Value: { Kind: FeelKind.Number } index })
            return (in frame) => Loops.ItemAt(list(frame), index, frame.Session, site);

        // An entry of the item hides the name "item" too, so the entries are the innermost names.
        var item = _frame.Open(Item);
        var entries = _frame.Open(null, isItem: true);
        var condition = Expression(node.Condition);
        _frame.Close(2);
        return (in frame) => Loops.Filter(list(frame), frame, condition, entries.Index, item.Index, CostOf(node.Condition), site);
    }

    private Eval Path(Node.Path node)
    {
        var (value, member, site) = (Expression(node.Source), node.Member, SiteOf(node));
        return (in frame) => Members.Get(value(frame), member, frame.Session, site);
    }
}
