using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Cases;

/// <summary>What may be asked of a topic. Closed.</summary>
public abstract record TopicCommand : CaseCommand
{
    private TopicCommand()
    {
    }

    /// <summary>A signal was thrown, or a message without a correlation key was sent.</summary>
    /// <param name="Payload">What it carries.</param>
    /// <param name="From">Of a signal: the case that threw it and has heard it already; null when it comes from outside.</param>
    public sealed record Publish(FeelContext Payload, string? From) : TopicCommand;

    /// <summary>A case listens from now on. To a message: until it is brought one, then it has to say so again.</summary>
    public sealed record Listen(string CaseId) : TopicCommand;

    /// <summary>A case no longer listens; of one that does not it changes nothing.</summary>
    public sealed record Leave(string CaseId) : TopicCommand;

    /// <summary>A message came back: the case it was brought to did not wait for it any more, or has ended. It is taken as if it had just been sent.</summary>
    public sealed record Return(FeelContext Payload) : TopicCommand;
}

/// <summary>What happened in a topic. Closed.</summary>
public abstract record TopicFact : CaseFact
{
    private TopicFact()
    {
    }

    /// <summary>A case listens.</summary>
    public sealed record Joined(string CaseId) : TopicFact;

    /// <summary>A case no longer listens.</summary>
    public sealed record Left(string CaseId) : TopicFact;

    /// <summary>A signal went to all who listen, and began cases.</summary>
    /// <param name="Listeners">To how many cases it went.</param>
    /// <param name="Begun">How many it began.</param>
    public sealed record Told(int Listeners, int Begun) : TopicFact;

    /// <summary>A message was brought to a case, which no longer listens until it says so again.</summary>
    /// <param name="CaseId">The case.</param>
    /// <param name="WasKept">Whether it was the oldest of those kept.</param>
    public sealed record Brought(string CaseId, bool WasKept) : TopicFact;

    /// <summary>A message began a case.</summary>
    public sealed record Began(string CaseId) : TopicFact;

    /// <summary>A message is kept until a case listens.</summary>
    public sealed record Kept(FeelContext Payload) : TopicFact;
}

/// <summary>A topic so far. Two states are equal when they hold equal values.</summary>
/// <param name="Topic">Its name; see <see cref="Engine.Topic"/>.</param>
public sealed record TopicState(string Topic) : CaseState
{
    /// <summary>Who listens, the one that has longest first.</summary>
    public Listeners Listeners { get; internal init; } = Listeners.None;

    /// <summary>How many cases it has begun.</summary>
    public int Begun { get; internal init; }

    /// <summary>Of a message: what is kept until a case listens, oldest first.</summary>
    public ValueList<FeelContext> Buffer { get; internal init; } = [];
}

/// <summary>How the facts of topics are written: tags 270–279, for ever.</summary>
internal static class TopicFactKinds
{
    public static IEnumerable<FactKind> All() =>
    [
        FactKind.Of<TopicFact.Joined>(270, "topic-joined", 1, (w, fact) => w.Text(fact.CaseId), r => new TopicFact.Joined(r.Text())),
        FactKind.Of<TopicFact.Left>(271, "topic-left", 1, (w, fact) => w.Text(fact.CaseId), r => new TopicFact.Left(r.Text())),
        FactKind.Of<TopicFact.Told>(272, "signal-told", 1,
            (w, fact) =>
            {
                w.Int(fact.Listeners);
                w.Int(fact.Begun);
            },
            r => new TopicFact.Told(r.Int(), r.Int())),
        FactKind.Of<TopicFact.Brought>(273, "message-brought", 1,
            (w, fact) =>
            {
                w.Text(fact.CaseId);
                w.Bool(fact.WasKept);
            },
            r => new TopicFact.Brought(r.Text(), r.Bool())),
        FactKind.Of<TopicFact.Began>(274, "topic-began", 1, (w, fact) => w.Text(fact.CaseId), r => new TopicFact.Began(r.Text())),

        // Nobody has said yet which parts of a message are personal, so all of it can be erased.
        FactKind.Of<TopicFact.Kept>(275, "message-kept", 1,
            (w, fact) => w.PersonalValue(FeelValue.Context(fact.Payload)),
            r => new TopicFact.Kept(r.PersonalValue().TryGetContext(out var payload) ? payload : FeelContext.Empty)),
    ];
}
