using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Cases;

/// <summary>
/// The streams of correlation keys: one for each key, so that publisher and subscriber of a message meet wherever they run,
/// and two messages of one key can never open two cases. Pure; safe to share between threads.
/// </summary>
public sealed class ConversationCore : ICaseCore
{
    /// <summary>The kind of these streams.</summary>
    public const string KindName = "conversation";

    /// <summary>The most messages a conversation keeps for a case that does not listen yet.</summary>
    public const int MaxBuffered = 100;

    private const string Prefix = KindName + ":";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public FactCodec Codec { get; } = new(ConversationFactKinds.All());

    /// <inheritdoc/>
    public StateCodec? StateCodec { get; } = Recording.StateCodec.Of<ConversationState>(
        1,
        (writer, state) =>
        {
            writer.Text(state.Key);
            writer.TextOrNull(state.CaseId);
            writer.Int(state.Cases);
            writer.List(state.Buffer, (w, message) =>
            {
                w.Text(message.Name);
                w.Value(FeelValue.Context(message.Payload));
            });
        },
        reader => new(reader.Text())
        {
            CaseId = reader.TextOrNull(),
            Cases = reader.Int(),
            Buffer = reader.List(r => new BufferedMessage(r.Text(), r.Value().TryGetContext(out var payload) ? payload : FeelContext.Empty)),
        });

    /// <summary>The id of the stream of a correlation key.</summary>
    public static string CaseIdOf(string key) => Prefix + key;

    /// <inheritdoc/>
    public CaseState Initial(string caseId) => new ConversationState(
        caseId.StartsWith(Prefix, StringComparison.Ordinal)
            ? caseId[Prefix.Length..]
            : throw new ArgumentException($"'{caseId}' is no conversation; its id has to begin with '{Prefix}'.", nameof(caseId)));

    /// <inheritdoc/>
    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header)
    {
        var conversation = (ConversationState)state;
        return (ConversationCommand)command switch
        {
            ConversationCommand.Publish publish => Publish(release, conversation, publish, header.Time),
            ConversationCommand.Listen listen => Listen(conversation, listen.CaseId),
            ConversationCommand.Forget forget => forget.CaseId == conversation.CaseId
                ? Accept(conversation, new ConversationFact.Forgotten(forget.CaseId))
                : Accept(conversation),
            ConversationCommand.Return back => Return(release, conversation, back, header.Time),
        };
    }

    /// <inheritdoc/>
    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) => Fold((ConversationState)state, (ConversationFact)fact);

    /// <summary>Always null: a conversation takes the newest definitions.</summary>
    public int? ReleaseOf(CaseState state) => null;

    /// <inheritdoc/>
    public CaseRows Rows(CaseState state) => CaseRows.None;

    /// <summary>Always null: a conversation is no ticket.</summary>
    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => null;

    /// <summary>The caller's bug: a conversation has no due rows.</summary>
    public CaseCommand Due(string key) => throw new ArgumentException($"A conversation waits for no moment, so nothing of it can be due: '{key}'.", nameof(key));

    /// <summary>A message published by a case, or a case that listens or no longer does.</summary>
    public CaseCommand? Receive(Effect effect) => effect.Kind switch
    {
        EffectKinds.Publish => new ConversationCommand.Publish(effect.Target, effect.Carried(), null),
        EffectKinds.Listen when effect.Payload["case"].TryGetString(out var caseId) => effect.Payload["listens"].IsTrue
            ? new ConversationCommand.Listen(caseId)
            : new ConversationCommand.Forget(caseId),
        _ => null,
    };

    /// <summary>The caller's bug: a conversation calls no handler.</summary>
    public CaseCommand Answer(int waitId, JobAnswer answer) =>
        throw new ArgumentException($"A conversation calls no handler, so there is no job {waitId} to answer.", nameof(waitId));

    private static CaseVerdict Publish(Release release, ConversationState state, ConversationCommand.Publish publish, DateTimeOffset now)
    {
        if (state.CaseId is { } bound)
            return Accept(state, new ConversationFact.Passed(publish.Message, bound), Effect.Deliver(bound, publish.Message, state.Key, publish.Payload));
        if (Beginnings.OfMessage(release, publish.Message) is { } beginning)
        {
            var caseId = publish.NewCaseId ?? Beginnings.NewCaseId($"{state.Cases}:{state.Key}", now);
            return Accept(state, new ConversationFact.Bound(caseId), beginning.Open(caseId, state.Key, publish.Payload));
        }

        return state.Buffer.Count < MaxBuffered
            ? Accept(state, new ConversationFact.Buffered(publish.Message, publish.Payload))
            : new CaseVerdict.Refused(new(
                "conversation-full",
                $"{MaxBuffered} messages of the conversation '{state.Key}' wait for a case that listens; '{publish.Message}' is not taken. Publish a process that begins with this message, or stop its sender.")
            {
                SentenceZh = $"会话“{state.Key}”已有 {MaxBuffered} 条消息等待接收，不再接受“{publish.Message}”。请发布以该消息开始的流程，或停止发送方。",
            });
    }

    private static CaseVerdict Return(Release release, ConversationState state, ConversationCommand.Return back, DateTimeOffset now)
    {
        var publish = new ConversationCommand.Publish(back.Message, back.Payload, null);
        if (state.CaseId != back.CaseId) return Publish(release, state, publish, now);
        var forgotten = new ConversationFact.Forgotten(back.CaseId);
        return Publish(release, Fold(state, forgotten), publish, now) is CaseVerdict.Accepted again
            ? again with { Facts = [forgotten, .. again.Facts] }
            : Accept(state, forgotten);
    }

    private static CaseVerdict Listen(ConversationState state, string caseId)
    {
        if (state.CaseId == caseId) return Accept(state);
        if (state.CaseId is { } other)
        {
            return new CaseVerdict.Refused(new(
                "already-bound",
                $"The conversation '{state.Key}' belongs to the case {other} until that ends; the case {caseId} cannot listen to it.")
            {
                SentenceZh = $"会话“{state.Key}”属于工单 {other}，在其结束之前工单 {caseId} 不能接收。",
            });
        }

        return Accept(state, new ConversationFact.Bound(caseId),
            [.. state.Buffer.Items.Select(message => Effect.Deliver(caseId, message.Name, state.Key, message.Payload))]);
    }

    private static ConversationState Fold(ConversationState state, ConversationFact fact) => fact switch
    {
        ConversationFact.Bound bound => state with { CaseId = bound.CaseId, Buffer = [], Cases = state.Cases + 1 },
        ConversationFact.Forgotten => state with { CaseId = null },
        ConversationFact.Buffered buffered => state with { Buffer = state.Buffer.Add(new(buffered.Message, buffered.Payload)) },
        ConversationFact.Passed => state,
    };

    private static CaseVerdict.Accepted Accept(ConversationState state) => new([], [], state);

    private static CaseVerdict.Accepted Accept(ConversationState state, ConversationFact fact, params Effect[] effects) =>
        new([fact], [.. effects], Fold(state, fact));
}
