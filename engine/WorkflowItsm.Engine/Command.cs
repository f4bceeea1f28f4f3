using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine;

/// <summary>What may be asked of a process instance. Closed. May be refused, with a reason.</summary>
public abstract record Command
{
    private Command()
    {
    }

    /// <summary>Starts the instance.</summary>
    /// <param name="StartElementId">The start event; null takes the none start event.</param>
    /// <param name="Variables">The first variables of the root scope.</param>
    public sealed record Start(string? StartElementId, FeelContext Variables) : Command
    {
        /// <summary>Of a start event that waits for several triggers: which of them came, from 0; the others are then waited for. Null, the default: all came.</summary>
        public int? StartPart { get; init; }

        /// <summary>The correlation key of the conversation whose message starts it, so that the instance leaves it when it ends; null when none does.</summary>
        public string? ConversationKey { get; init; }
    }

    /// <summary>Completes a user task with one of its outcomes.</summary>
    public sealed record CompleteTask(int WaitId, string Outcome, FeelContext Variables) : Command;

    /// <summary>Gives a user task to somebody, or to nobody (<paramref name="Assignee"/> null).</summary>
    public sealed record AssignTask(int WaitId, string? Assignee) : Command;

    /// <summary>Takes the action that starts an event sub-process.</summary>
    public sealed record TakeAction(int WaitId, FeelContext Variables) : Command;

    /// <summary>A timer is due.</summary>
    public sealed record FireTimer(int WaitId) : Command;

    /// <summary>
    /// A message has come for this instance. One that nothing waits for is recorded
    /// (<see cref="EngineEvent.MessageIgnored"/>), never refused: its sender cannot do anything about it.
    /// </summary>
    /// <param name="Name">The message's name.</param>
    /// <param name="Key">The correlation key.</param>
    /// <param name="Payload">What it carries.</param>
    public sealed record DeliverMessage(string Name, string Key, FeelContext Payload) : Command;

    /// <summary>A signal was thrown elsewhere. Everything in the instance that waits for it hears it; when nothing does, nothing happens.</summary>
    /// <param name="Name">The signal's name.</param>
    /// <param name="Payload">What it carries.</param>
    public sealed record DeliverSignal(string Name, FeelContext Payload) : Command;

    /// <summary>A handler has answered.</summary>
    public sealed record CompleteJob(int WaitId, FeelContext Result) : Command
    {
        /// <summary>What is kept instead of <see cref="Result"/>, because it is no context; null, the default, is the result itself.</summary>
        public FeelValue? Value { get; init; }
    }

    /// <summary>A handler has failed for good; ends in an incident.</summary>
    public sealed record FailJob(int WaitId, string Sentence) : Command;

    /// <summary>
    /// A handler or worker answers with a BPMN error: the nearest boundary event or event sub-process that catches its code goes
    /// on; an error that nothing catches ends in an incident.
    /// </summary>
    /// <param name="WaitId">The job.</param>
    /// <param name="Code">The error's code.</param>
    /// <param name="Sentence">What happened, in words.</param>
    /// <param name="Variables">What the catching event gets beside <c>code</c> and <c>message</c>.</param>
    public sealed record ThrowError(int WaitId, string Code, string Sentence, FeelContext Variables) : Command;

    /// <summary>Sets variables.</summary>
    /// <param name="Variables">The values.</param>
    public sealed record SetVariables(FeelContext Variables) : Command
    {
        /// <summary>The scope whose own variables are set; null, the default, is the root scope.</summary>
        public int? ScopeId { get; init; }
    }

    /// <summary>Tries again what an incident stopped.</summary>
    public sealed record Retry(int IncidentId) : Command;

    /// <summary>Goes on behind the element that an incident stopped, as if its work were done.</summary>
    /// <param name="IncidentId">The incident; it has to have a token.</param>
    /// <param name="Variables">What the work would have given; written as they are.</param>
    public sealed record Skip(int IncidentId, FeelContext Variables) : Command;

    /// <summary>Takes a token from where it stands, with all that lasts with it, and puts it on another element of its scope.</summary>
    /// <param name="TokenId">The token.</param>
    /// <param name="ElementId">Where it begins anew; an event on a border, an event sub-process and an activity for compensation are refused.</param>
    public sealed record MoveToken(int TokenId, string ElementId) : Command;

    /// <summary>Takes a token away, with all that lasts with it; a scope that is empty then is complete.</summary>
    public sealed record CancelToken(int TokenId) : Command;

    /// <summary>Ends the instance from outside the process.</summary>
    public sealed record Cancel(string Reason) : Command;
}

/// <summary>The answer to a command. Closed.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>It holds: what happened, what is to be done outside, and the state that folding the events gives.</summary>
    public sealed record Accepted(ValueList<EngineEvent> Events, ValueList<Effect> Effects, InstanceState State) : Verdict;

    /// <summary>It does not hold, and why.</summary>
    public sealed record Refused(Refusal Refusal) : Verdict;
}

/// <summary>Why a command does not hold.</summary>
/// <param name="Code">A stable kebab-case name, e.g. <c>no-such-task</c>.</param>
/// <param name="Sentence">What was asked, what stands against it, what could be asked instead.</param>
public sealed record Refusal(string Code, string Sentence)
{
    /// <summary>The field the refusal is about; null when it is about none.</summary>
    public string? Field { get; init; }

    /// <summary>The sentence in Simplified Chinese; null when it has not been translated.</summary>
    public string? SentenceZh { get; init; }
}

/// <summary>
/// A call to the outside or to another case: recorded in the transaction of the events, done after it, at
/// least once, under a stable id that the runtime gives it.
/// </summary>
/// <param name="Kind">Which handler of the runtime does it; the kinds are in <see cref="EffectKinds"/>.</param>
/// <param name="Target">To whom: a handler's name, a message's name, a mail address, a case id.</param>
/// <param name="Payload">What the handler needs.</param>
public sealed record Effect(string Kind, string Target, FeelContext Payload)
{
    /// <summary>What a message or signal carries, the entry <c>payload</c>; empty when there is none.</summary>
    public FeelContext Carried() => Payload["payload"].TryGetContext(out var carried) ? carried : FeelContext.Empty;

    /// <summary>Brings a message to a case, out of the conversation of its key or, when that is empty, out of its topic.</summary>
    internal static Effect Deliver(string caseId, string message, string key, FeelContext carried) =>
        new(EffectKinds.Deliver, caseId, FeelContext.Of(("name", message), ("key", key), ("payload", FeelValue.Context(carried))));
}

/// <summary>The kinds of effects that the core records.</summary>
public static class EffectKinds
{
    /// <summary>Call the handler <c>Target</c>; payload <c>wait</c> (id), <c>element</c>, <c>input</c> (context). The answer is CompleteJob or FailJob.</summary>
    public const string Call = "call";

    /// <summary>Work of the topic <c>Target</c> for a worker outside; payload as of <see cref="Call"/>, and so is the answer.</summary>
    public const string Job = "job";

    /// <summary>Publish the message <c>Target</c>; payload <c>key</c> (empty for a message without one, which any one case that listens may take), <c>payload</c>.</summary>
    public const string Publish = "publish";

    /// <summary>
    /// Code of a script task in the language <c>Target</c>; payload as of <see cref="Call"/>, and <c>code</c>, <c>actor</c> (whose command led
    /// here; null when the case does not say), <c>file</c>, <c>line</c> and <c>column</c> (where the code begins; null when not known). The
    /// answer is that of a call, and may be a value that is no context.
    /// </summary>
    public const string Script = "script";

    /// <summary>Tell everybody who listens to the signal <c>Target</c>; payload <c>case</c> (who threw it, and has heard it), <c>payload</c>.</summary>
    public const string Signal = "signal";

    /// <summary>
    /// Tell the topic <c>Target</c> (see <see cref="Topic"/>) that a case listens or no longer listens; payload <c>case</c>, <c>listens</c>.
    /// That it listens to a message is told again whenever it waits anew, because a case that was brought one is no longer asked.
    /// </summary>
    public const string Hear = "hear";

    /// <summary>
    /// Give a message without a key back to its topic <c>Target</c>: the case it was brought to does not wait for it (any more). Payload
    /// <c>case</c>, <c>payload</c>.
    /// </summary>
    public const string PassOn = "pass-on";

    /// <summary>Deliver a signal to the case <c>Target</c>; payload <c>name</c>, <c>payload</c>.</summary>
    public const string DeliverSignal = "deliver-signal";

    /// <summary>Tell people; payload <c>decision</c>, <c>occasion</c>, <c>rows</c> (list of audience and template). The ticket core turns it into mails.</summary>
    public const string Notify = "notify";

    /// <summary>A finished mail to the address <c>Target</c>; payload <c>subject</c>, <c>body</c>, <c>ticket</c>.</summary>
    public const string Mail = "mail";

    /// <summary>Deliver a message to the case <c>Target</c>; payload <c>name</c>, <c>key</c>, <c>payload</c>.</summary>
    public const string Deliver = "deliver";

    /// <summary>Start a case with the id <c>Target</c>; payload <c>process</c>, <c>start</c> (element), <c>key</c> (empty when no conversation starts it), <c>payload</c>, and of an element that waits for several triggers <c>part</c> (which of them came).</summary>
    public const string StartCase = "start-case";

    /// <summary>Tell the conversation <c>Target</c> (its key) that a case listens or no longer listens; payload <c>case</c>, <c>listens</c>.</summary>
    public const string Listen = "listen";
}
