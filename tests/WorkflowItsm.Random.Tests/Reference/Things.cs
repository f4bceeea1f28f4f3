using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Random.Tests.Reference;

/// <summary>What a place holds.</summary>
internal enum PlaceKind
{
    /// <summary>The process, a sub-process, or what it becomes when its event sub-process undoes it.</summary>
    Body,

    /// <summary>A running event sub-process.</summary>
    EventSub,

    /// <summary>A called process.</summary>
    Called,

    /// <summary>The rounds of a loop.</summary>
    Loop,

    /// <summary>One round.</summary>
    Round,

    /// <summary>Completed activities being undone.</summary>
    Undo,
}

/// <summary>A process, what stands before the ids of its elements where it is called, and the release it is of when that is not the case's own.</summary>
internal sealed record Program(ProcessModel Model, string Prefix, int? Release);

/// <summary>Where tokens are: a scope of variables, tokens, waits and completed work.</summary>
internal sealed class Place(PlaceKind kind, Program program, string elementId, Place? around, Token? host)
{
    public PlaceKind Kind => kind;

    public Program Program => program;

    /// <summary>The process or sub-process that is drawn in it; of a loop and its rounds, the activity.</summary>
    public string ElementId => elementId;

    public Place? Around => around;

    /// <summary>The token that stands on what this is inside of; null for the process and for event sub-processes.</summary>
    public Token? Host => host;

    public Dictionary<string, FeelValue> Values { get; set; } = new(StringComparer.Ordinal);

    public List<Token> Tokens { get; } = [];

    public List<Place> Inside { get; } = [];

    /// <summary>The waits of the starts of its event sub-processes.</summary>
    public List<Waiting> Waits { get; } = [];

    public List<Done> Dones { get; set; } = [];

    public bool Interrupted { get; set; }

    public bool Closed { get; set; }

    public Rounds? Rounds { get; init; }

    public int Round { get; init; }

    /// <summary>Of a place where work is undone: what is still to be undone, the next one last.</summary>
    public List<Done> ToUndo { get; } = [];

    /// <summary>What happens when all is undone.</summary>
    public Action? Afterwards { get; init; }

    /// <summary>Of an ad hoc sub-process: the activities that have yet to be started; none where people start them.</summary>
    public Queue<FlowNode>? ToStart { get; set; }

    /// <summary>The element that is drawn there, null for a whole process.</summary>
    public FlowNode? Node => program.Model.Find(elementId);
}

/// <summary>How far a loop is.</summary>
internal sealed class Rounds
{
    public int? Total { get; init; }

    public IReadOnlyList<FeelValue>? Items { get; init; }

    public int Begun { get; set; }

    public int Completed { get; set; }

    public int Terminated { get; set; }

    public SortedDictionary<int, FeelValue> Results { get; } = [];
}

/// <summary>A token.</summary>
internal sealed class Token(long number, Place place, FlowNode node, string? flowId)
{
    public long Number => number;

    public Place Place => place;

    public FlowNode Node => node;

    public string? FlowId => flowId;

    public List<Waiting> Waits { get; } = [];

    public Place? Inner { get; set; }

    public bool Gone { get; set; }

    /// <summary>Whether it has let all others rest before it throws a signal.</summary>
    public bool Postponed { get; set; }

    /// <summary>Whether its work is tried again after an incident.</summary>
    public bool Again { get; set; }

    public Stop? Stop { get; set; }

    /// <summary>Whether it waits for other tokens: at a joining gateway, or at an activity that takes several.</summary>
    public bool Joining { get; set; }

    /// <summary>Of the token that stays at a complex gateway that went on: the flows whose tokens it took.</summary>
    public HashSet<string>? Fired { get; set; }

    /// <summary>Whether it is one round of its activity.</summary>
    public bool IsRound => place.Kind == PlaceKind.Round;
}

/// <summary>An incident.</summary>
internal sealed record Stop(long Number, Token? Token, Place Place, string ElementId, string Code, bool Leaving);

/// <summary>A completed activity.</summary>
internal sealed record Done(long Number, Program Program, FlowNode Activity, Place? Inner);

internal enum WaitKind
{
    Task,
    Job,
    Timer,
    Message,
    Signal,
    Condition,
    Action,
}

/// <summary>Something that is waited for.</summary>
internal sealed class Waiting(long number, WaitKind kind, Token? owner, Place place, FlowNode node, int part)
{
    public long Number => number;

    public WaitKind Kind => kind;

    public Token? Owner => owner;

    public Place Place => place;

    public FlowNode Node => node;

    public int Part => part;

    public bool Open { get; set; } = true;

    /// <summary>The name of the message or signal, the handler of a job.</summary>
    public string Name { get; init; } = "";

    public string Key { get; init; } = "";

    public DateTimeOffset Due { get; init; }

    public TimeSpan Every { get; init; }

    /// <summary>Of a cycle: how often it still happens, this time among them; null without end.</summary>
    public int? Times { get; init; } = 1;

    public FeelExpression? Condition { get; init; }

    public bool Holds { get; set; }
}
