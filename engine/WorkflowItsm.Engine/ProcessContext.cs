using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine;

/// <summary>Everything a command is decided with besides the state.</summary>
/// <param name="Model">The process, in the version the instance runs under.</param>
/// <param name="FindDecision">A DMN decision by id or name, in that same version; null when there is none.</param>
/// <param name="Now">The command's time.</param>
public sealed record ProcessContext(ProcessModel Model, Func<string, Dmn.Decision?> FindDecision, DateTimeOffset Now)
{
    /// <summary>Names that expressions may read besides the variables, e.g. <c>actor</c>; variables hide them.</summary>
    public FeelContext Ambient { get; init; } = FeelContext.Empty;

    /// <summary>The bounds of one command.</summary>
    public EngineLimits Limits { get; init; } = new();
}

/// <summary>
/// The bounds of one command. A command that runs past one of them is undone and leaves an incident in its
/// place; the limits count, they never look at a clock, so that deciding again gives the same answer.
/// </summary>
/// <param name="Steps">Elements entered.</param>
/// <param name="Tokens">Tokens alive in the instance.</param>
/// <param name="Feel">Bounds of one evaluation.</param>
public sealed record EngineLimits(int Steps = 10_000, int Tokens = 10_000, FeelLimits? Feel = null);

/// <summary>Something that a person could do now: an outcome of an open task or an enabled action.</summary>
/// <param name="WaitId">Which wait it answers.</param>
/// <param name="ElementId">The task, or the start event of the event sub-process.</param>
/// <param name="IsAction">Whether it is an action rather than a task's outcome.</param>
/// <param name="Outcome">Its id, words, state, required fields and performers.</param>
/// <param name="Performers">Who may do it: the outcome's own, else the task's, else <c>agent</c>.</param>
/// <param name="Enabled">False when its condition does not hold.</param>
public sealed record Option(int WaitId, string ElementId, bool IsAction, Outcome Outcome, ValueList<string> Performers, bool Enabled);
