using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>Service tasks, and send tasks that are bound like them: work for a handler outside the core, or for a worker outside the host.</summary>
internal static class Jobs
{
    public static Onward Call(Run run, TokenState token, FlowNode task)
    {
        if (!Boundaries.Await(run, token)) return Onward.Stays;
        var (kind, handler) = task.Settings.Topic is { } topic ? (EffectKinds.Job, topic) : (EffectKinds.Call, task.Settings.Handler ?? "");
        var input = task.Settings.Inputs.IsEmpty
            ? run.Expressions.Visible(token.ScopeId)
            : run.Expressions.Evaluate(task.Settings.Inputs, token.ScopeId);
        if (run.Expressions.Exhausted is not null) return Incidents.Budget(run, token);
        var wait = new Wait.Job(run.NextId, token.Id, token.ScopeId, task.Id, handler);
        run.Happened(new EngineEvent.WaitOpened(wait));
        run.Do(new(kind, handler, FeelContext.Of(("wait", wait.Id), ("element", task.Id), ("input", FeelValue.Context(input)))));
        return Onward.Stays;
    }

    /// <summary>Code in a language that the host runs: a job of its own kind, answered like every other.</summary>
    public static Onward Code(Run run, TokenState token, FlowNode.CodeTask task)
    {
        if (!Boundaries.Await(run, token)) return Onward.Stays;
        var input = task.Settings.Inputs.IsEmpty
            ? run.Expressions.Visible(token.ScopeId)
            : run.Expressions.Evaluate(task.Settings.Inputs, token.ScopeId);
        if (run.Expressions.Exhausted is not null) return Incidents.Budget(run, token);
        var wait = new Wait.Job(run.NextId, token.Id, token.ScopeId, task.Id, task.Language);
        run.Happened(new EngineEvent.WaitOpened(wait));
        var payload = FeelContext.Of(
            ("wait", wait.Id), ("element", task.Id), ("input", FeelValue.Context(input)), ("code", task.Code), ("actor", run.Context.Ambient["actor"]));
        if (task.Source is { } source) payload = payload.With("file", source.File).With("line", source.Start.Line).With("column", source.Start.Column);
        run.Do(new(EffectKinds.Script, task.Language, payload));
        return Onward.Stays;
    }

    public static Verdict Complete(Run run, Command.CompleteJob command)
    {
        if (run.State.FindWait(command.WaitId) is not Wait.Job job) return Refusals.NoSuchJob(run.State, command.WaitId);
        Triggers.Fulfil(run, job, command.Value ?? FeelValue.Context(command.Result));
        return run.Go();
    }

    /// <summary>The token stays; trying again calls the handler again.</summary>
    public static Verdict Fail(Run run, Command.FailJob command)
    {
        if (run.State.FindWait(command.WaitId) is not Wait.Job job) return Refusals.NoSuchJob(run.State, command.WaitId);
        var task = run.Model[job.ElementId];
        run.Happened(new EngineEvent.WaitClosed(job.Id, false));
        Incidents.Raise(run, run.State.FindToken(job.TokenId!.Value), task, "job-failed",
            task is FlowNode.CodeTask
                ? (Sentence)$"{Elements.Says(task)}: the script failed: {command.Sentence} Remove the cause, then retry."
                : (Sentence)$"{Elements.Says(task)}: the handler '{job.Handler}' failed: {command.Sentence} Remove the cause, then retry.");
        return run.Go();
    }

    /// <summary>Goes on from the event that catches the error: on the task's own border, or further out.</summary>
    public static Verdict Throw(Run run, Command.ThrowError command)
    {
        if (run.State.FindWait(command.WaitId) is not Wait.Job job) return Refusals.NoSuchJob(run.State, command.WaitId);
        run.Happened(new EngineEvent.WaitClosed(job.Id, false));
        var error = command.Variables.With("code", command.Code).With("message", command.Sentence);
        Errors.ThrowFrom(run, run.State.FindToken(job.TokenId!.Value)!, run.Model[job.ElementId], command.Code, FeelValue.Context(error));
        return run.Go();
    }
}
