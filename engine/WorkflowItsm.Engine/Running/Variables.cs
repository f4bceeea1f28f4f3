using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Where written values go, and what follows from them.</summary>
internal static class Variables
{
    public static Verdict Set(Run run, Command.SetVariables command)
    {
        if (command.ScopeId is not { } id) Write(run, run.State.RootScopeId, null, command.Variables);
        else if (run.State.FindScope(id) is { } scope) WriteTo(run, scope, null, command.Variables);
        else return Refusals.NoSuchScope(run.State, id);
        return run.Go();
    }

    /// <summary>
    /// Writes values: each into the innermost scope that has the variable, else into the root, or the root of the called process. In a round
    /// whose results are collected, what no scope has belongs to the round. Values that are already there are no event. Derived
    /// variables follow at once.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="scopeId">The scope from which the scopes outwards are asked.</param>
    /// <param name="elementId">The element that writes.</param>
    /// <param name="values">The values.</param>
    /// <param name="personal">Those that are personal whatever the process says of their variables; none by default.</param>
    public static void Write(Run run, int scopeId, string? elementId, FeelContext values, ValueList<string> personal = default)
    {
        if (values.Count == 0) return;
        ScopeState? collecting = null;
        var scope = run.State.FindScope(scopeId)!;
        for (; scope.ParentId is { } parent && !ElementMap.IsCalledScope(scope.ElementId); scope = run.State.FindScope(parent)!)
        {
            values = WriteOwn(run, scope, elementId, values, personal);
            if (scope.Round is not null && run.Model[scope.ElementId].Loop is Loop.MultiInstance { ResultVariable: not null }) collecting ??= scope;
        }

        if (collecting is not null)
        {
            values = WriteOwn(run, scope, elementId, values, personal);
            scope = collecting;
        }

        WriteTo(run, scope, elementId, values, personal);
    }

    /// <summary>The variables that a process or sub-process declares by its data objects and properties; they have no value yet.</summary>
    public static void Declare(Run run, ScopeState scope)
    {
        var names = run.Model.DataOf(scope.ElementId);
        if (names.IsEmpty) return;
        var declared = FeelContext.Empty;
        foreach (var name in names) declared = declared.With(name, FeelValue.Null);
        WriteTo(run, scope, null, declared);
    }

    /// <summary>Writes values into one scope whether or not it has the variables.</summary>
    public static void WriteTo(Run run, ScopeState scope, string? elementId, FeelContext values, ValueList<string> personal = default)
    {
        var changed = new List<Variable>(values.Count);
        foreach (var (name, value) in values)
        {
            if (scope.Variables.TryGet(name, out var old) && old.Equals(value)) continue;
            changed.Add(new(name, value, personal.Items.Contains(name) || run.Model.Personal.Holds(scope.ElementId, name)));
            run.Wrote(SizeOf(value));
        }

        if (changed.Count == 0) return;
        run.Happened(new EngineEvent.VariablesSet(scope.Id, elementId, changed.ToValueList()));
        run.ConditionsChanged = true;
        if (scope.ParentId is null) Derivations.Follow(run, changed);
    }

    private static int SizeOf(FeelValue value)
    {
        if (value.TryGetString(out var text)) return text.Length;
        var size = 1;
        if (value.TryGetList(out var items))
            foreach (var item in items) size += SizeOf(item);
        else if (value.TryGetContext(out var context))
            foreach (var (name, entry) in context) size += name.Length + SizeOf(entry);
        return size;
    }

    private static FeelContext WriteOwn(Run run, ScopeState scope, string? elementId, FeelContext values, ValueList<string> personal)
    {
        var own = FeelContext.Empty;
        foreach (var (name, value) in values)
            if (scope.Variables.TryGet(name, out _))
                own = own.With(name, value);
        if (own.Count == 0) return values;
        WriteTo(run, scope, elementId, own, personal);
        foreach (var name in own.Keys) values = values.Without(name);
        return values;
    }
}
