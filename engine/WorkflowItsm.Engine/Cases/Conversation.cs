using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Cases;

/// <summary>What may be asked of a conversation. Closed.</summary>
public abstract record ConversationCommand : CaseCommand
{
    private ConversationCommand()
    {
    }

    /// <summary>A message has been sent under this key.</summary>
    /// <param name="Message">Its name.</param>
    /// <param name="Payload">What it carries.</param>
    /// <param name="NewCaseId">The id of the case to open, should the message begin one; null lets the core derive one from the key and the command's time.</param>
    public sealed record Publish(string Message, FeelContext Payload, string? NewCaseId) : ConversationCommand;

    /// <summary>A case listens from now on; what waited for it is delivered.</summary>
    public sealed record Listen(string CaseId) : ConversationCommand;

    /// <summary>A case has ended; later messages begin anew. Of a case that is not bound it changes nothing.</summary>
    public sealed record Forget(string CaseId) : ConversationCommand;

    /// <summary>
    /// A message came back: the case it was sent on to had ended, or never began. The conversation lets go of that
    /// case and takes the message as if it had just been published, so that it is not lost.
    /// </summary>
    public sealed record Return(string CaseId, string Message, FeelContext Payload) : ConversationCommand;
}

/// <summary>What happened in a conversation. Closed.</summary>
public abstract record ConversationFact : CaseFact
{
    private ConversationFact()
    {
    }

    /// <summary>The conversation belongs to a case; what was kept has been sent on to it.</summary>
    public sealed record Bound(string CaseId) : ConversationFact;

    /// <summary>The case is gone.</summary>
    public sealed record Forgotten(string CaseId) : ConversationFact;

    /// <summary>A message is kept until a case listens.</summary>
    public sealed record Buffered(string Message, FeelContext Payload) : ConversationFact;

    /// <summary>A message was sent on to the case.</summary>
    public sealed record Passed(string Message, string CaseId) : ConversationFact;
}

/// <summary>A conversation so far.</summary>
/// <param name="Key">The correlation key.</param>
public sealed record ConversationState(string Key) : CaseState
{
    /// <summary>The case it belongs to; null when it belongs to none.</summary>
    public string? CaseId { get; internal init; }

    /// <summary>How many cases it has belonged to so far.</summary>
    public int Cases { get; internal init; }

    /// <summary>The messages kept for a case that will listen, oldest first.</summary>
    public ValueList<BufferedMessage> Buffer { get; internal init; }
}

/// <summary>A message kept.</summary>
public sealed record BufferedMessage(string Name, FeelContext Payload);

/// <summary>How the facts of conversations are written: tags 200–219, for ever.</summary>
internal static class ConversationFactKinds
{
    public static IEnumerable<FactKind> All() =>
    [
        FactKind.Of<ConversationFact.Bound>(200, "conversation-bound", 1, (w, fact) => w.Text(fact.CaseId), r => new ConversationFact.Bound(r.Text())),
        FactKind.Of<ConversationFact.Forgotten>(201, "conversation-forgotten", 1, (w, fact) => w.Text(fact.CaseId), r => new ConversationFact.Forgotten(r.Text())),

        // Nobody has said yet which parts of a message are personal, so all of it can be erased.
        FactKind.Of<ConversationFact.Buffered>(202, "message-buffered", 1,
            (w, fact) =>
            {
                w.Text(fact.Message);
                w.PersonalValue(FeelValue.Context(fact.Payload));
            },
            r => new ConversationFact.Buffered(r.Text(), r.PersonalValue().TryGetContext(out var payload) ? payload : FeelContext.Empty)),
        FactKind.Of<ConversationFact.Passed>(203, "message-passed", 1,
            (w, fact) =>
            {
                w.Text(fact.Message);
                w.Text(fact.CaseId);
            },
            r => new ConversationFact.Passed(r.Text(), r.Text())),
    ];
}
