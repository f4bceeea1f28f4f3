using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Where written values go, and what follows from them.</summary>
internal static class Variables
{
    public static Verdict Set(Run run, Command.SetVariables command)
    {
        Write(run, run.State.RootScopeId, null, command.Variables);
        return run.Go();
    }

    /// <summary>
    /// Writes values: each into the innermost scope that has the variable, else into the root. Values that are already
    /// there are no event. Derived variables follow at once.
    /// </summary>
    public static void Write(Run run, int scopeId, string? elementId, FeelContext values)
    {
        if (values.Count == 0) return;
        for (var scope = run.State.FindScope(scopeId); scope is { ParentId: { } parent }; scope = run.State.FindScope(parent))
            values = WriteOwn(run, scope, elementId, values);
        WriteTo(run, run.State.Root, elementId, values);
    }

    /// <summary>Writes values into one scope whether or not it has the variables.</summary>
    public static void WriteTo(Run run, ScopeState scope, string? elementId, FeelContext values)
    {
        var changed = new List<Variable>(values.Count);
        foreach (var (name, value) in values)
        {
            if (scope.Variables.TryGet(name, out var old) && old.Equals(value)) continue;
            changed.Add(new(name, value, run.Model.Settings.PersonalVariables.Items.Contains(name)));
        }

        if (changed.Count == 0) return;
        run.Happened(new EngineEvent.VariablesSet(scope.Id, elementId, changed.ToValueList()));
        if (scope.ParentId is null) Derivations.Follow(run, changed);
    }

    private static FeelContext WriteOwn(Run run, ScopeState scope, string? elementId, FeelContext values)
    {
        var own = FeelContext.Empty;
        foreach (var (name, value) in values)
            if (scope.Variables.TryGet(name, out _))
                own = own.With(name, value);
        WriteTo(run, scope, elementId, own);
        foreach (var name in own.Keys) values = values.Without(name);
        return values;
    }
}
