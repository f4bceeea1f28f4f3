using WorkflowItsm.Engine.Folding;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// Evaluates the expressions of one command under one budget. A name is looked for among the values that belong to the
/// moment (<c>result</c>), the variables from the inner scope outwards, and what the context adds; <c>state</c> is the ticket
/// state once an element has set one.
/// </summary>
internal sealed class Expressions(ProcessContext context, Draft state)
{
    // Ten evaluations of the usual bound: a command runs many small expressions, of which none alone may be large.
    private static readonly FeelLimits _commandLimits = new(Steps: 1_000_000);

    private FeelValue[] _slots = [];

    public FeelSession Session => field ??= new(context.Now, context.Limits.Feel ?? _commandLimits);

    /// <summary>The sentence of the budget that ran out; null while none has.</summary>
    public string? Exhausted => Session.Exhausted;

    public FeelValue Evaluate(FeelExpression expression, int scopeId, FeelContext? moment = null)
    {
        var names = expression.Names;
        if (_slots.Length < names.Count) _slots = new FeelValue[names.Count];
        var slots = _slots.AsSpan(0, names.Count);
        for (var i = 0; i < slots.Length; i++) TryFind(names[i], scopeId, moment, out slots[i]);
        return expression.Evaluate(slots, Session);
    }

    /// <summary>Evaluates, and says in words why the value is what it is: the reasons of the nulls on the way.</summary>
    public FeelValue Evaluate(FeelExpression expression, int scopeId, out string because) => Evaluate(expression, scopeId, null, out because);

    /// <summary>The same, with values that belong to the moment.</summary>
    public FeelValue Evaluate(FeelExpression expression, int scopeId, FeelContext? moment, out string because)
    {
        var known = Session.Reasons.Count;
        var value = Evaluate(expression, scopeId, moment);
        because = Session.Reasons.Count == known ? "" : string.Concat(Session.Reasons.Skip(known).Take(3).Select(reason => $" ({reason.Message})"));
        return value;
    }

    /// <summary>The values of assignments, by their variables' names.</summary>
    public FeelContext Evaluate(ValueList<WorkflowItsm.Bpmn.Model.Assignment> assignments, int scopeId, FeelContext? moment = null)
    {
        var values = FeelContext.Empty;
        foreach (var assignment in assignments) values = values.With(assignment.Variable, Evaluate(assignment.Expression, scopeId, moment));
        return values;
    }

    /// <summary>Finds a value by name; a name that is not there reads as null.</summary>
    public bool TryFind(string name, int scopeId, FeelContext? moment, out FeelValue value)
    {
        if (moment is not null && moment.TryGet(name, out value)) return true;
        if (name == "state" && state.State is { } number)
        {
            value = number;
            return true;
        }

        for (var scope = state.FindScope(scopeId); scope is not null; scope = Around(scope))
            if (scope.Variables.TryGet(name, out value) || (!scope.IsBody && OfLoop(scope, name, out value)))
                return true;
        return context.Ambient.TryGet(name, out value);
    }

    /// <summary>The scope whose variables are visible too; null for the root and for a called process, which sees nothing of its caller.</summary>
    private ScopeState? Around(ScopeState scope) =>
        scope.ParentId is { } parent && !ElementMap.IsCalledScope(scope.ElementId) ? state.FindScope(parent) : null;

    /// <summary>What a loop and its rounds know of themselves (BPMN 2.0, tables 10.26 and 10.30).</summary>
    private static bool OfLoop(ScopeState scope, string name, out FeelValue value)
    {
        int? number = (scope, name) switch
        {
            ({ Round: { } round }, "loopCounter") => round,
            ({ Loop: { Total: null } loop }, "loopCounter") => loop.Begun,
            ({ Loop: { } loop }, "numberOfInstances") => loop.Total ?? loop.Begun,
            ({ Loop: { } loop }, "numberOfActiveInstances") => loop.Active,
            ({ Loop: { } loop }, "numberOfCompletedInstances") => loop.Completed,
            ({ Loop: { } loop }, "numberOfTerminatedInstances") => loop.Terminated,
            _ => null,
        };
        value = number is { } found ? found : FeelValue.Null;
        return number is not null;
    }

    /// <summary>All variables that a scope sees; inner ones hide outer ones.</summary>
    public FeelContext Visible(int scopeId)
    {
        var visible = FeelContext.Empty;
        var scopes = new Stack<ScopeState>();
        for (var scope = state.FindScope(scopeId); scope is not null; scope = Around(scope)) scopes.Push(scope);
        foreach (var scope in scopes)
        {
            if (visible.Count == 0) visible = scope.Variables;
            else
                foreach (var (name, value) in scope.Variables) visible = visible.With(name, value);
        }

        return visible;
    }

    /// <summary>The kind of a value in words; the value itself may be personal and is not repeated.</summary>
    public static Sentence KindOf(FeelValue value) => value.Kind switch
    {
        FeelKind.Null => "null",
        FeelKind.Boolean => "a boolean",
        FeelKind.Number => "a number",
        FeelKind.String => "a text",
        FeelKind.Date => "a date",
        FeelKind.Time => "a time",
        FeelKind.DateTime => "a date and time",
        FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration => "a duration",
        FeelKind.List => "a list",
        FeelKind.Context => "a context",
        FeelKind.Range => "a range",
        _ => "a function",
    };
}
