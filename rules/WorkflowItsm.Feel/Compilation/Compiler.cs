using WorkflowItsm.Feel.Builtins;
using WorkflowItsm.Feel.Syntax;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>Tree to closures. One arm for each kind of node; each arm is in the file that its name tells.</summary>
internal sealed partial class Compiler(string source, FeelScope scope)
{
    private readonly HashSet<string> _known = new(scope.Names, StringComparer.Ordinal);
    private readonly List<string> _free = [];
    private FrameScope _frame = new(null);

    /// <summary>The free names in the order of their slots.</summary>
    public ValueList<string> FreeNames => [.. _free];

    /// <summary>How many places the outermost frame needs.</summary>
    public int Places => _frame.Places;

    public Eval Expression(Node node) => node switch
    {
        Node.Literal literal => Constant(literal.Value),
        Node.Name name => Name(name),
        Node.Negate negate => Negate(negate),
        Node.Binary binary => Binary(binary),
        Node.And and => Conjunction(and),
        Node.Or or => Disjunction(or),
        Node.If choice => If(choice),
        Node.Between between => Between(between),
        Node.In test => In(test),
        Node.InstanceOf instance => InstanceOf(instance),
        Node.Range range => Range(range),
        Node.Sameness sameness => Expression(new Node.Range(sameness.Value, true, sameness.Value, true, sameness.At)),
        Node.For loop => For(loop),
        Node.Quantified quantified => Quantified(quantified),
        Node.Filter filter => Filter(filter),
        Node.Path path => Path(path),
        Node.List list => List(list),
        Node.Context context => Context(context),
        Node.Function function => Function(function, -1),
        Node.Call call => Call(call),
    };

    private static Eval Constant(FeelValue value) => (in _) => value;

    private static Eval LocalAt(int index) => (in frame) => frame.Locals[index];

    private static Eval SlotAt(int index) => (in frame) => frame.Slots[index];

    private Site SiteOf(Node node) => new(source, node.At.Start, node.At.End);

    /// <summary>
    /// A name that is not called. In an open scope a variable may be called like a built-in (<c>number</c>,
    /// <c>date</c>): the variable is meant where the caller has one, the function where not.
    /// </summary>
    private Eval Name(Node.Name node)
    {
        if (BuiltinTable.Find(node.Text) is not { } builtin) return Variable(node.Text, _frame)?.Eval ?? Constant(default);
        var function = FeelValue.Of(new BuiltinFunction(builtin));
        if (Variable(node.Text, _frame, hidesBuiltin: scope.IsOpen)?.Eval is not { } variable) return Constant(function);
        return _known.Contains(node.Text) || !scope.IsOpen
            ? variable
            : (in frame) => variable(frame) is { IsNull: false } value ? value : function;
    }

    /// <summary>A variable of any frame, nearest first; null when there is none of that name.</summary>
    private (Eval Eval, int Local)? Variable(string name, FrameScope frame, bool hidesBuiltin = false)
    {
        for (var i = frame.Locals.Count - 1; i >= 0; i--)
        {
            var local = frame.Locals[i];
            if (local.Name == name)
            {
                local.IsUsed = true;
                return (LocalAt(local.Index), local.Index);
            }

            if (local.IsItem) return (EntryOrVariable(name, frame, i), -1);
        }

        return Outside(name, frame, hidesBuiltin);
    }

    private (Eval Eval, int Local)? Outside(string name, FrameScope frame, bool hidesBuiltin)
    {
        if (frame.Outer is null) return FreeName(name, hidesBuiltin);
        if (Variable(name, frame.Outer, hidesBuiltin) is not var (eval, local)) return null;
        return (SlotAt(frame.Capture(name, eval, local)), -1);
    }

    private (Eval Eval, int Local)? FreeName(string name, bool hidesBuiltin)
    {
        if (!_known.Contains(name) && (!scope.IsOpen || (!hidesBuiltin && BuiltinTable.Find(name) is not null))) return null;
        var index = _free.IndexOf(name);
        if (index < 0)
        {
            index = _free.Count;
            _free.Add(name);
        }

        return (SlotAt(index), -1);
    }

    /// <summary>Inside a filter an entry of the item hides what the name means outside (DMN 1.5, clause 10.3.2.5).</summary>
    private Eval EntryOrVariable(string name, FrameScope frame, int itemIndex)
    {
        var item = frame.Locals[itemIndex].Index;
        var hidden = frame.Locals.Skip(itemIndex).ToList();
        var otherwise = Around(frame, hidden, () => Name(new Node.Name(name, default)));
        return (in inner) =>
            inner.Locals[item].ContextOrNull is { } context && context.TryGet(name, out var entry) ? entry : otherwise(inner);
    }

    /// <summary>Compiles as if the innermost locals were not there; their places stay taken.</summary>
    private Eval Around(FrameScope frame, List<FrameScope.Local> hidden, Func<Eval> compile)
    {
        var current = _frame;
        _frame = frame;
        frame.Close(hidden.Count);
        var eval = compile();
        foreach (var local in hidden) frame.Reopen(local);
        _frame = current;
        return eval;
    }
}
