using WorkflowItsm.Engine.Folding;
using WorkflowItsm.Engine.Running;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine;

/// <summary>
/// What may happen now: the outcomes of the open tasks and the actions that start event sub-processes. Buttons, transitions
/// of an API and a wanted state all go through this question. Pure; safe to call from any thread.
/// </summary>
public static class Options
{
    private static readonly ValueList<string> _agent = ["agent"];

    /// <summary>All options in the order of their waits, those whose condition does not hold among them. None before the start and after the end.</summary>
    public static ValueList<Option> Of(ProcessContext context, InstanceState state)
    {
        var options = new List<Option>();
        var draft = new Draft(state);
        var map = new ElementMap(context);
        foreach (var wait in state.Waits)
        {
            if (wait is not (Wait.Task or Wait.Action)) continue;
            var element = map[wait.ElementId];
            foreach (var outcome in wait is Wait.Action ? [Outcomes.OfAction(element)] : Outcomes.Of(element))
            {
                // A budget for each: one condition that runs out must not hide the others.
                var offered = Outcomes.IsOffered(new Expressions(context, draft), wait.ScopeId, outcome, out _);
                var performers = !outcome.Performers.IsEmpty ? outcome.Performers : !element.Settings.Performers.IsEmpty ? element.Settings.Performers : _agent;
                options.Add(new(wait.Id, element.Id, wait is Wait.Action, outcome, performers, offered));
            }
        }

        return options.ToValueList();
    }
}
