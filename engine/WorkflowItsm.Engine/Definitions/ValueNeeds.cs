using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Running;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Definitions;

/// <summary>
/// Where a process cannot go on because variables are null: what is evaluated before anybody can step in is read with them
/// missing. It says only what certainly happens, once the token comes there.
/// </summary>
internal static class ValueNeeds
{
    /// <summary>Why a business rule task needs a value; null when nothing certainly fails without.</summary>
    public static Sentence? Of(ProcessModel process, FlowNode.BusinessRuleTask task)
    {
        if (task.Settings.RequiresResult is { } said) return said ? (Sentence)"it is marked as required" : null;
        // Rounds keep their results to themselves, and a condition that somewhere becomes true may end or mend everything first.
        if (task.Loop is not null || process.HasConditions) return null;
        var missing = Left(task, [], true);
        missing.ExceptWith(process.Settings.Derivations.Items.Select(derivation => derivation.Variable));
        missing.Remove("state");
        var seen = new HashSet<string>(StringComparer.Ordinal) { task.Id };
        return missing.Count == 0 ? null : After(process, task, missing, seen);
    }

    /// <summary>Why a derived variable needs a value; null when nothing certainly fails without.</summary>
    public static Sentence? Of(ProcessModel process, Derivation derivation)
    {
        string[] missing = [derivation.Variable];
        return process.Nodes.Items
            .Select(node => (process.HasConditions ? null : At(process, node, missing) ?? Leaving(node, missing)) ?? Asked(node, derivation.Variable))
            .FirstOrDefault(why => why is not null);
    }

    private static Sentence? After(ProcessModel process, FlowNode from, HashSet<string> missing, HashSet<string> seen)
    {
        if (Leaving(from, missing) is { } stuck) return stuck;
        foreach (var flow in Taken(from, missing))
            if (seen.Add(flow.TargetId) && Enter(process, process[flow.TargetId], missing, seen) is { } why) return why;
        return null;
    }

    private static Sentence? Enter(ProcessModel process, FlowNode node, HashSet<string> missing, HashSet<string> seen)
    {
        if (At(process, node, missing) is { } why) return why;
        switch (node)
        {
            // Waits, or may: somebody or something can give the variables a value meanwhile.
            case { Loop: not null } or { StartQuantity: > 1 }
                or FlowNode.UserTask or FlowNode.ServiceTask or FlowNode.SendTask { Settings: { Handler: not null } or { Topic: not null } } or FlowNode.CodeTask or FlowNode.ReceiveTask or FlowNode.CallActivity or FlowNode.AdHocSubProcess
                or FlowNode.CatchEvent { Trigger: not EventTrigger.None } or FlowNode.ThrowEvent { Trigger: not (EventTrigger.None or EventTrigger.Message) }
                or FlowNode.EventBasedGateway or FlowNode.EndEvent or FlowNode.ComplexGateway
                or FlowNode.ParallelGateway { Incoming.Count: > 1 } or FlowNode.InclusiveGateway { Incoming.Count: > 1 }:
                return null;
            case FlowNode.SubProcess sub:
                return process.BeginningsOf(sub.Id).OfType<FlowNode.StartEvent>()
                    .Select(start => After(process, start, missing, seen)).FirstOrDefault(found => found is not null);
            // Its entries become variables, whichever they are.
            case FlowNode.ScriptTask or FlowNode.BusinessRuleTask when node.Settings is { ResultVariable: null, Outputs.IsEmpty: true }:
                return null;
            default:
                var left = Left(node, missing, node is FlowNode.ScriptTask script && script.Script.AnswersWithout(missing) == FeelAnswers.Null);
                return left.Count == 0 ? null : After(process, node, left, seen);
        }
    }

    /// <summary>The variables that are certainly null behind a node.</summary>
    private static HashSet<string> Left(FlowNode node, HashSet<string> missing, bool resultIsNull)
    {
        var (result, outputs) = (node.Settings.ResultVariable, node.Settings.Outputs.Items);
        var left = new HashSet<string>(missing, StringComparer.Ordinal);
        if (result is not null && !resultIsNull) left.Remove(result);
        if (result is not null && resultIsNull) left.Add(result);
        HashSet<string> seen = resultIsNull ? [.. left, "result"] : left;
        var nothing = outputs.ToLookup(output => output.Expression.AnswersWithout(seen) == FeelAnswers.Null, output => output.Variable);
        left.ExceptWith(nothing[false]);
        left.UnionWith(nothing[true]);
        return left;
    }

    /// <summary>What fails as soon as a token stands at a node: its timers.</summary>
    private static Sentence? At(ProcessModel process, FlowNode node, IReadOnlyCollection<string> missing)
    {
        IEnumerable<FlowNode> waiting = node is FlowNode.EventBasedGateway
            ? node.Outgoing.Items.Select(flow => process[flow.TargetId])
            : process.BoundariesOf(node.Id).Items.Cast<FlowNode>().Prepend(node);
        var timer = waiting.FirstOrDefault(one => TimerOf(one) is { } time && time.Expression.AnswersWithout(missing) == FeelAnswers.Null);
        return timer is null ? null : (Sentence)$"the timer `{TimerOf(timer)!.Expression.Text}` of {Elements.Says(timer)} has no moment without it";
    }

    private static EventTrigger.Timer? TimerOf(FlowNode node) => node switch
    {
        FlowNode.CatchEvent caught => caught.Trigger as EventTrigger.Timer,
        FlowNode.BoundaryEvent boundary => boundary.Trigger as EventTrigger.Timer,
        _ => null,
    };

    /// <summary>What fails when a token leaves: a condition that is neither true nor false, or no flow to take.</summary>
    private static Sentence? Leaving(FlowNode node, IReadOnlyCollection<string> missing)
    {
        var conditions = Conditions(node).ToList();
        foreach (var flow in conditions)
        {
            var answers = flow.Condition!.AnswersWithout(missing);
            if (answers == FeelAnswers.Null)
                return $"the condition `{flow.Condition.Text}` of {Elements.Says(node)} is neither true nor false without it";
            if (answers == FeelAnswers.True) return null;
        }

        return conditions.Count == node.Outgoing.Count && conditions.Count > 0
            && conditions.TrueForAll(flow => !flow.Condition!.AnswersWithout(missing).HasFlag(FeelAnswers.True))
            ? (Sentence)$"{Elements.Says(node)} has no flow to take without it"
            : null;
    }

    private static IEnumerable<SequenceFlow> Taken(FlowNode node, IReadOnlyCollection<string> missing)
    {
        var conditional = Conditions(node).ToList();
        return node.Outgoing.Items.Where(flow => !conditional.Contains(flow) || flow.Condition!.AnswersWithout(missing).HasFlag(FeelAnswers.True));
    }

    /// <summary>The flows whose conditions are asked. Those of a complex gateway see more than the variables, so that nothing is certain of them.</summary>
    private static IEnumerable<SequenceFlow> Conditions(FlowNode node) => node is FlowNode.ParallelGateway or FlowNode.EventBasedGateway or FlowNode.ComplexGateway
        ? [] : node.Outgoing.Items.Where(flow => flow.Condition is not null && flow.Id != node.DefaultFlowId);

    /// <summary>What nobody can fill in, because it is derived, though it must be filled in.</summary>
    private static Sentence? Asked(FlowNode node, string variable) =>
        node.Settings.Outcomes.Items.Concat(node.Settings.Action is { } action ? [action] : []).Any(outcome => outcome.Requires.Items.Contains(variable))
            ? (Sentence)$"{Elements.Says(node)} asks for it, and nobody can fill in what is derived"
            : null;
}
