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

    /// <summary>What call activities can call; nothing by default.</summary>
    public ICallable Callable { get; init; } = NothingCallable.Instance;

    /// <summary>The mistake to make; none but in tests.</summary>
    internal Mutation Mutation { get; init; }
}

/// <summary>
/// Where call activities find what they call. Pure: the same question gives the same answer for as long as the case runs, except for
/// <see cref="Bind"/>, whose answer is recorded with the call. Safe to call from any thread.
/// </summary>
public interface ICallable
{
    /// <summary>
    /// The version of a process that a call begins now; null when there is none. A call by <see cref="CallBinding.Deployment"/> in a process of another release
    /// than the case's is looked for in that one, by <see cref="Find"/>.
    /// </summary>
    /// <param name="processId">The called process or global task.</param>
    /// <param name="binding">Which version is asked for.</param>
    /// <returns>The process, and the number of the release it was found in; null stands for the release that the case runs under.</returns>
    (ProcessModel Model, int? Release)? Bind(string processId, CallBinding binding);

    /// <summary>A process of a release that <see cref="Bind"/> named.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="release">The release; null is that of the case.</param>
    ProcessModel? Find(string processId, int? release);

    /// <summary>A decision as a called process sees it; null when there is none.</summary>
    /// <param name="idOrName">The decision.</param>
    /// <param name="release">The release of the called process.</param>
    Dmn.Decision? FindDecision(string idOrName, int release);
}

/// <summary>
/// The bounds of one command. A command that runs past one of them is undone and leaves an incident in its
/// place; the limits count, they never look at a clock, so that deciding again gives the same answer.
/// </summary>
/// <param name="Steps">Elements entered.</param>
/// <param name="Tokens">Tokens alive in the instance.</param>
/// <param name="Feel">Bounds of one evaluation.</param>
public sealed record EngineLimits(int Steps = 50_000, int Tokens = 20_000, FeelLimits? Feel = null)
{
    /// <summary>Scopes inside each other: sub-processes, loops and calls; a process that calls itself for ever passes it.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>The characters and items in all values that one command writes, about the bytes they take in the journal.</summary>
    public int VariableSize { get; init; } = 4_000_000;
}

internal sealed class NothingCallable : ICallable
{
    public static readonly NothingCallable Instance = new();

    public (ProcessModel Model, int? Release)? Bind(string processId, CallBinding binding) => null;

    public ProcessModel? Find(string processId, int? release) => null;

    public Dmn.Decision? FindDecision(string idOrName, int release) => null;
}

/// <summary>Something that a person could do now: an outcome of an open task or an enabled action.</summary>
/// <param name="WaitId">Which wait it answers.</param>
/// <param name="ElementId">The task, or the start event of the event sub-process.</param>
/// <param name="IsAction">Whether it is an action rather than a task's outcome.</param>
/// <param name="Outcome">Its id, words, state, required fields and performers.</param>
/// <param name="Performers">Who may do it: the outcome's own, else the task's, else <c>agent</c>.</param>
/// <param name="Enabled">False when its condition does not hold.</param>
public sealed record Option(int WaitId, string ElementId, bool IsAction, Outcome Outcome, ValueList<string> Performers, bool Enabled);
