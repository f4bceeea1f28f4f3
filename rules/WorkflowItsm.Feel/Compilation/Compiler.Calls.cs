using WorkflowItsm.Feel.Builtins;
using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Compilation;

// Functions and calls.
internal sealed partial class Compiler
{
    private Eval Function(Node.Function node, int selfLocal)
    {
        var inner = new FrameScope(_frame, selfLocal);
        var outer = _frame;
        _frame = inner;
        foreach (var parameter in node.Parameters) inner.Open(parameter.Name);
        var body = Expression(node.Body);
        _frame = outer;
        var type = TypeOf.Function(node.Parameters, node.Body, []);
        var code = new FunctionCode(type, node.Parameters, body, inner.Places, 1 + node.Body.Height / 8, CostOf(node.Body));
        Eval[] captures = [.. inner.Captures];
        var self = inner.SelfCapture;
        return (in frame) =>
        {
            var captured = new FeelValue[captures.Length];
            for (var i = 0; i < captures.Length; i++) captured[i] = captures[i](frame);
            var function = FeelValue.Of(new Closure(code, captured));
            if (self >= 0) captured[self] = function;
            return function;
        };
    }

    private Eval Call(Node.Call node)
    {
        var site = SiteOf(node);
        Eval[] arguments = [.. node.Arguments.Select(argument => Expression(argument.Value))];
        string[]? names = node.Arguments.Count > 0 && node.Arguments[0].Name is not null
            ? [.. node.Arguments.Select(argument => argument.Name!)]
            : null;
        var builtin = BuiltinOf(node.Callee);
        if (builtin is not null && names is null) return BuiltinCall(builtin, arguments, site);

        var callee = builtin is null ? Expression(node.Callee) : Constant(FeelValue.Of(new BuiltinFunction(builtin)));
        return (in frame) =>
        {
            var function = callee(frame).FunctionOrNull;
            if (function is null) return frame.Session.Because(site, "This is not a function, so it cannot be called.");
            var window = frame.Session.Push(Calls.Room(function, arguments.Length));
            var placed = Calls.Place(function, names, arguments, window, frame, site);
            var result = placed is null ? FeelValue.Null : function.Invoke(window[..placed.Value], frame.Session, site);
            frame.Session.Pop(window);
            return result;
        };
    }

    /// <summary>
    /// The built-in that a call means, unless a variable has its name. Entries of a filtered item do not count: a context with an entry
    /// <c>count</c> is common, a function in it is not.
    /// </summary>
    private Builtin? BuiltinOf(Node callee) =>
        callee is Node.Name name && !IsDeclared(name.Text) ? BuiltinTable.Find(name.Text) : null;

    private bool IsDeclared(string name)
    {
        for (var frame = _frame; frame is not null; frame = frame.Outer)
        {
            if (frame.Locals.Any(local => local.Name == name)) return true;
        }

        return _known.Contains(name);
    }

    private static Eval BuiltinCall(Builtin builtin, Eval[] arguments, Values.Site site)
    {
        return (in frame) =>
        {
            var window = frame.Session.Push(arguments.Length);
            for (var i = 0; i < arguments.Length; i++) window[i] = arguments[i](frame);
            var result = builtin.Invoke(window, frame.Session, site);
            frame.Session.Pop(window);
            return result;
        };
    }
}
