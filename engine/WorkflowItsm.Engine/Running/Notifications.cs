using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Send tasks that tell people: a decision says who, with which template. Nobody is a legitimate answer.</summary>
internal static class Notifications
{
    public static Onward Send(Run run, TokenState token, FlowNode.SendTask task, NotifySettings notify)
    {
        if (!Decisions.TryFind(run, token, task, notify.Decision, out var decision)) return Onward.Stays;
        var inputs = Decisions.Inputs(run, token.ScopeId, task.Settings, decision).With("occasion", notify.Occasion);
        if (!Decisions.Make(run, decision, task.Id, inputs, run.Model.Personal.Of(task.Id, task.Settings.Inputs), out var value)) return Incidents.Budget(run, token);

        var rows = value.TryGetList(out var list) ? list : value.IsNull ? [] : [value];
        if (!rows.IsEmpty)
        {
            run.Do(new(EffectKinds.Notify, notify.Occasion, FeelContext.Of(
                ("decision", decision.Id), ("occasion", notify.Occasion), ("rows", FeelValue.List(rows)), ("element", task.Id))));
        }

        return Results.Keep(run, token, task, null);
    }
}
