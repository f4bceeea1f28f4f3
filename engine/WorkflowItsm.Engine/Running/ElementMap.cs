using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>
/// The elements of a case by id: those of its process, and those of the processes that it calls, whose ids begin with the way to
/// them: the call activity, <c>@</c> and the release it was found in unless that is the case's own, <c>/</c>, the called process, <c>/</c>. No id of BPMN holds
/// a slash. So an id alone says, in every event for ever, what is meant, and the called process's own id with one more
/// slash than elements around it stands for its scope.
/// </summary>
internal readonly struct ElementMap(ProcessContext context)
{
    private ProcessModel Root => context.Model;

    public string Id => Root.Id;

    public ProcessSettings Settings => Root.Settings;

    public FlowNode this[string id] => Of(id)[id];

    public FlowNode? Find(string id) => TryOf(id)?.Find(id);

    public ValueList<FlowNode> NodesOf(string scopeId) => Of(scopeId).NodesOf(scopeId);

    public ValueList<FlowNode> BeginningsOf(string scopeId) => Of(scopeId).BeginningsOf(scopeId);

    public ValueList<FlowNode.BoundaryEvent> BoundariesOf(string activityId) => Of(activityId).BoundariesOf(activityId);

    public ValueList<(FlowNode.SubProcess SubProcess, FlowNode.StartEvent Start)> EventSubProcessesOf(string scopeId) => Of(scopeId).EventSubProcessesOf(scopeId);

    public (FlowNode.SubProcess SubProcess, FlowNode.StartEvent Start)? CompensationOf(string scopeId) => Of(scopeId).CompensationOf(scopeId);

    public bool IsCompensable(string activityId) => Of(activityId).IsCompensable(activityId);

    public FlowNode? LinkTarget(string scopeId, string name) => Of(scopeId).LinkTarget(scopeId, name);

    public JoinReach JoinOf(FlowNode gateway) => Of(gateway.Id).JoinOf(gateway);

    public ValueList<string> DataOf(string scopeId) => Of(scopeId).Data.GetValueOrDefault(scopeId);

    /// <summary>Whether a case can wait for conditions at all; most cannot, and need not be looked through.</summary>
    public bool MayWaitForConditions => Root.HasConditions || Root.HasCalls;

    /// <summary>Whether a case can wait at an inclusive or complex gateway.</summary>
    public bool MayJoin => Root.HasJoins || Root.HasCalls;

    /// <summary>What is personal.</summary>
    public PersonalData Personal => new(this);

    /// <summary>Whether the case's own process names personal variables.</summary>
    public bool NamesPersonal => !Root.Settings.PersonalVariables.IsEmpty;

    /// <summary>The processes around an element by an id in each: its own first, then the one that calls it, and so on.</summary>
    public IEnumerable<ProcessModel> Around(string id)
    {
        for (; IsInside(id); id = CallOf(id)) yield return Of(id);
        yield return Root;
    }

    /// <summary>A decision, as the process of an element sees it.</summary>
    public Decision? FindDecision(string elementId, string idOrName) =>
        ReleaseOf(elementId) is { } release ? context.Callable.FindDecision(idOrName, release) : context.FindDecision(idOrName);

    /// <summary>The id of the scope in which a called process runs.</summary>
    public static string CalledId(string callId, int? release, string processId) =>
        release is { } number ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{callId}@{number}/{processId}") : $"{callId}/{processId}";

    /// <summary>Whether an id is that of the scope of a called process: it holds an odd number of slashes.</summary>
    public static bool IsCalledScope(string id) => IsInside(id) && id.AsSpan().Count('/') % 2 == 1;

    /// <summary>The called process that holds an element, and the release it was found in (null: that of the case); null when the case's own process holds it.</summary>
    public static (string ProcessId, int? Release)? HolderOf(string id)
    {
        if (!IsInside(id)) return null;
        var scope = CalledScopeOf(id);
        return (scope[(scope.LastIndexOf('/') + 1)..], ReleaseOf(scope));
    }

    /// <summary>The activity that calls the process that holds an element.</summary>
    private static string CallOf(string id)
    {
        var scope = CalledScopeOf(id);
        var call = scope[..scope.LastIndexOf('/')];
        var at = call.LastIndexOf('@');
        return at > call.LastIndexOf('/') ? call[..at] : call;
    }

    /// <summary>The scope of the called process that holds an element, or the id itself where it is that of such a scope.</summary>
    private static string CalledScopeOf(string id) => IsCalledScope(id) ? id : id[..id.LastIndexOf('/')];

    public static bool IsInside(string id) => id.Contains('/', StringComparison.Ordinal);

    private ProcessModel Of(string id) => TryOf(id)
        ?? throw new InvalidOperationException($"The case runs '{id}', whose process is no longer to be found. Its release has to be kept as long as the case runs.");

    private ProcessModel? TryOf(string id)
    {
        if (!IsInside(id)) return Root;
        var scope = CalledScopeOf(id);
        return context.Callable.Find(scope[(scope.LastIndexOf('/') + 1)..], ReleaseOf(scope))?.Under(scope + "/");
    }

    /// <summary>The release of the process that holds an element; null for that of the case.</summary>
    public static int? ReleaseOf(string id)
    {
        if (!IsInside(id)) return null;
        var scope = CalledScopeOf(id);
        var call = scope.AsSpan(0, scope.LastIndexOf('/'));
        call = call[(call.LastIndexOf('/') + 1)..];
        var at = call.LastIndexOf('@');
        return at < 0 ? null : int.Parse(call[(at + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
