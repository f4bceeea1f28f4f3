using WorkflowItsm.Bpmn.Model;

namespace WorkflowItsm.Engine.Running;

/// <summary>Variables of the root scope that a decision computes; recomputed before the next element does anything.</summary>
internal static class Derivations
{
    /// <summary>Computes all of them, for an instance that begins or one that could not compute some.</summary>
    public static void All(Run run) => Derive(run, null);

    /// <summary>Computes those that read, or are, one of the changed variables.</summary>
    public static void Follow(Run run, IEnumerable<Variable> changed)
    {
        if (!run.Model.Settings.Derivations.IsEmpty && !run.Beginning) Derive(run, [.. changed.Select(variable => variable.Name)]);
    }

    private static void Derive(Run run, HashSet<string>? changed)
    {
        foreach (var derivation in run.Model.Settings.Derivations)
        {
            if (run.Context.FindDecision(derivation.Decision) is not { } decision)
            {
                Incidents.Raise(run, null, null, "no-such-decision",
                    $"The variable '{derivation.Variable}' is derived by the decision '{derivation.Decision}', which is not published. Publish it, then retry.");
                continue;
            }

            if (changed is not null && !changed.Contains(derivation.Variable) && !decision.Inputs.Items.Any(changed.Contains)) continue;
            if (changed is null && !decision.Inputs.IsEmpty && decision.Inputs.Items.All(name => run.State.Root.Variables[name].IsNull)) continue;
            if (Compute(run, derivation, decision)) changed?.Add(derivation.Variable);
        }
    }

    /// <summary>Writes past <see cref="Variables.WriteTo"/>: the pass over the derivations is this one, in their order, and not a new one.</summary>
    private static bool Compute(Run run, Derivation derivation, Dmn.Decision decision)
    {
        var root = run.State.RootScopeId;
        if (!Decisions.Make(run, decision, null, Decisions.Visible(run, root, decision), [], out var value))
        {
            Incidents.Raise(run, null, null, Incidents.FeelBudget,
                $"The variable '{derivation.Variable}' could not be derived by the decision '{decision.Id}': {run.Expressions.Exhausted}");
            return false;
        }

        if (run.State.Root.Variables.TryGet(derivation.Variable, out var old) && old.Equals(value)) return false;
        var personal = run.Model.Personal.Holds(run.Model.Id, derivation.Variable);
        run.Happened(new EngineEvent.VariablesSet(root, null, [new(derivation.Variable, value, personal)]));
        return true;
    }
}
