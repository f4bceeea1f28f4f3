using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Cases;

/// <summary>
/// What the runtime asks of a pure core. A core knows one kind of stream; it decides commands and folds facts,
/// and does nothing else: no I/O, clock, randomness or state of its own. Safe to share between threads.
/// </summary>
public interface ICaseCore
{
    /// <summary>The kind of stream, e.g. <c>ticket</c>; part of the journal format.</summary>
    string Kind { get; }

    /// <summary>How the facts of this kind are written.</summary>
    FactCodec Codec { get; }

    /// <summary>How states of this kind are written; null, the default, when they are always folded from all facts.</summary>
    StateCodec? StateCodec => null;

    /// <summary>The state before anything has happened.</summary>
    CaseState Initial(string caseId);

    /// <summary>Decides a command.</summary>
    /// <param name="release">The definitions the case runs under: those it began under, or the newest for one that has not begun.</param>
    /// <param name="state">The state so far.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="header">When and by whom.</param>
    CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header);

    /// <summary>Folds one fact. Never evaluates an expression, never refuses.</summary>
    CaseState Evolve(CaseState state, CaseFact fact, FactHeader header);

    /// <summary>The number of the release the case runs under; null before it has begun, or when it always takes the newest.</summary>
    int? ReleaseOf(CaseState state);

    /// <summary>The rows by which the case is found; replaced as a whole in the transaction of the facts.</summary>
    CaseRows Rows(CaseState state);

    /// <summary>
    /// What the number of the case begins with when <paramref name="command"/> opens a ticket; null when it opens
    /// none. The runtime then puts the next number on the header: identity comes in on the command.
    /// </summary>
    string? NumberPrefix(Release release, CaseState state, CaseCommand command);

    /// <summary>The command that says a due row (<see cref="DueRow.Key"/>) is due.</summary>
    CaseCommand Due(string key);

    /// <summary>The command that an effect of another case means for a case of this kind; null when it means nothing here.</summary>
    CaseCommand? Receive(Effect effect);

    /// <summary>Whether a case still waits for the job <paramref name="waitId"/>; one that was given up meanwhile need not be done.</summary>
    bool Awaits(CaseState state, int waitId) => true;

    /// <summary>The command that carries a handler's or worker's answer to the job <paramref name="waitId"/>.</summary>
    CaseCommand Answer(int waitId, JobAnswer answer);
}

/// <summary>The state of a case; each core has its own.</summary>
public abstract record CaseState;

/// <summary>What may be asked of a case; each core has its own closed set.</summary>
public abstract record CaseCommand;

/// <summary>What happened in a case; each core has its own closed set.</summary>
public abstract record CaseFact;

/// <summary>When, by whom and as what a command comes.</summary>
/// <param name="Time">The command's time; expressions see it as <c>now()</c>.</param>
/// <param name="Actor">Who asks.</param>
public sealed record CommandHeader(DateTimeOffset Time, Actor Actor)
{
    /// <summary>The id of the case.</summary>
    public string CaseId { get; init; } = "";

    /// <summary>The number for the ticket that the command opens; null when it opens none.</summary>
    public string? Number { get; init; }
}

/// <summary>When and by whom facts were made; one for all facts of a command.</summary>
/// <param name="Time">The command's time.</param>
/// <param name="Actor">The name of who asked.</param>
public sealed record FactHeader(DateTimeOffset Time, string Actor);

/// <summary>Who asks: a person, a machine with a token, or the engine itself.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="Role">What the account may do.</param>
public sealed record Actor(string Name, Role Role)
{
    /// <summary>Timers, effects and other work of the engine itself.</summary>
    public static Actor System { get; } = new("system", Role.System);
}

/// <summary>What an account may do.</summary>
public enum Role
{
    /// <summary>Opens tickets and sees own ones.</summary>
    Requester,

    /// <summary>Works on tickets.</summary>
    Agent,

    /// <summary>Changes definitions, and all that an agent may.</summary>
    ProcessOwner,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>Everything.</summary>
    Administrator,

    /// <summary>The engine itself; no account has it.</summary>
    System,

    /// <summary>A program that does jobs of processes from outside, and nothing else.</summary>
    Worker,
}

/// <summary>The answer to a command. Closed.</summary>
public abstract record CaseVerdict
{
    private CaseVerdict()
    {
    }

    /// <summary>It holds.</summary>
    /// <param name="Facts">What happened; may be empty when nothing had to change.</param>
    /// <param name="Effects">What is to be done outside.</param>
    /// <param name="State">The state that folding the facts gives.</param>
    public sealed record Accepted(ValueList<CaseFact> Facts, ValueList<Effect> Effects, CaseState State) : CaseVerdict;

    /// <summary>It does not hold, and why.</summary>
    public sealed record Refused(Refusal Refusal) : CaseVerdict;
}

/// <summary>The rows by which a case is found.</summary>
/// <param name="Search">The ticket's row; null for a stream that is no ticket.</param>
/// <param name="Tasks">Its open tasks.</param>
/// <param name="Due">What will be due: at most one row a clock or timer.</param>
public sealed record CaseRows(SearchRow? Search, ValueList<TaskRow> Tasks, ValueList<DueRow> Due)
{
    /// <summary>Rows of a stream that is found by nothing but its id.</summary>
    public static CaseRows None { get; } = new(null, [], []);
}

/// <summary>A ticket as lists show it.</summary>
/// <param name="Table">The kind of ticket, e.g. <c>incident</c>.</param>
/// <param name="Number">The ticket's number, e.g. <c>INC0000001</c>.</param>
/// <param name="Active">False once it is archived.</param>
/// <param name="Fields">All fields by ServiceNow's names; dates as FEEL date and time.</param>
public sealed record SearchRow(string Table, string Number, bool Active, FeelContext Fields);

/// <summary>An open user task.</summary>
public sealed record TaskRow(int WaitId, string ElementId, string? CandidateTeam, string? Assignee);

/// <summary>Something that will be due.</summary>
/// <param name="Key">What; unique in the case, e.g. <c>clock:response</c> or <c>timer:12</c>.</param>
/// <param name="At">When.</param>
public sealed record DueRow(string Key, DateTimeOffset At);
