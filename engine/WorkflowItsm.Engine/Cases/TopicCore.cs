using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Cases;

/// <summary>
/// The streams of topics: one for each signal, which all who listen hear, and for each message that is sent without a
/// correlation key, which one of those who listen takes. Pure; safe to share between threads.
/// </summary>
public sealed class TopicCore : ICaseCore
{
    /// <summary>The kind of these streams.</summary>
    public const string KindName = "topic";

    /// <summary>The most messages a topic keeps for a case that does not listen yet.</summary>
    public const int MaxBuffered = ConversationCore.MaxBuffered;

    private const string Prefix = KindName + ":";

    private static readonly string _signals = Topic.OfSignal("");

    private static readonly string _messages = Topic.OfMessage("");

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public FactCodec Codec { get; } = new(TopicFactKinds.All());

    /// <inheritdoc/>
    public StateCodec? StateCodec { get; } = Recording.StateCodec.Of<TopicState>(
        1,
        (writer, state) =>
        {
            writer.Text(state.Topic);
            writer.Int(state.Begun);
            writer.List(state.Listeners.Cases.ToValueList(), (w, caseId) => w.Text(caseId));
            writer.List(state.Buffer, (w, payload) => w.Value(FeelValue.Context(payload)));
        },
        reader => new(reader.Text())
        {
            Begun = reader.Int(),
            Listeners = reader.List(r => r.Text()).Items.Aggregate(Listeners.None, (listeners, caseId) => listeners.With(caseId)),
            Buffer = reader.List(r => r.Value().TryGetContext(out var payload) ? payload : FeelContext.Empty),
        });

    /// <summary>The id of the stream of a topic.</summary>
    /// <param name="topic">Its name; see <see cref="Topic"/>.</param>
    public static string CaseIdOf(string topic) => Prefix + topic;

    /// <inheritdoc/>
    public CaseState Initial(string caseId) =>
        caseId.StartsWith(Prefix + _signals, StringComparison.Ordinal) || caseId.StartsWith(Prefix + _messages, StringComparison.Ordinal)
            ? new TopicState(caseId[Prefix.Length..])
            : throw new ArgumentException($"'{caseId}' is no topic; its id has to begin with '{Prefix}{_signals}' or '{Prefix}{_messages}'.", nameof(caseId));

    /// <inheritdoc/>
    public CaseVerdict Decide(Release release, CaseState state, CaseCommand command, CommandHeader header)
    {
        var topic = (TopicState)state;
        var isSignal = topic.Topic.StartsWith(_signals, StringComparison.Ordinal);
        return (TopicCommand)command switch
        {
            TopicCommand.Publish publish when isSignal => Tell(release, topic, publish, header.Time),
            TopicCommand.Publish publish => Bring(release, topic, publish.Payload, header.Time),
            TopicCommand.Return back => Bring(release, topic, back.Payload, header.Time),
            TopicCommand.Listen listen => Listen(topic, listen.CaseId),
            TopicCommand.Leave leave => topic.Listeners.Contains(leave.CaseId) ? Accept(topic, new TopicFact.Left(leave.CaseId)) : Accept(topic),
        };
    }

    /// <inheritdoc/>
    public CaseState Evolve(CaseState state, CaseFact fact, FactHeader header) => Fold((TopicState)state, (TopicFact)fact);

    /// <summary>Always null: a topic takes the newest definitions.</summary>
    public int? ReleaseOf(CaseState state) => null;

    /// <inheritdoc/>
    public CaseRows Rows(CaseState state) => CaseRows.None;

    /// <summary>Always null: a topic is no ticket.</summary>
    public string? NumberPrefix(Release release, CaseState state, CaseCommand command) => null;

    /// <summary>The caller's bug: a topic has no due rows.</summary>
    public CaseCommand Due(string key) => throw new ArgumentException($"A topic waits for no moment, so nothing of it can be due: '{key}'.", nameof(key));

    /// <summary>A signal or a message without key of a case, a message that comes back, or a case that listens or no longer does.</summary>
    public CaseCommand? Receive(Effect effect)
    {
        var payload = effect.Carried();
        var caseId = effect.Payload["case"].TryGetString(out var named) ? named : null;
        return effect.Kind switch
        {
            EffectKinds.Publish => new TopicCommand.Publish(payload, null),
            EffectKinds.Signal => new TopicCommand.Publish(payload, caseId),
            EffectKinds.PassOn => new TopicCommand.Return(payload),
            EffectKinds.Hear when caseId is not null => effect.Payload["listens"].IsTrue ? new TopicCommand.Listen(caseId) : new TopicCommand.Leave(caseId),
            _ => null,
        };
    }

    /// <summary>The caller's bug: a topic calls no handler.</summary>
    public CaseCommand Answer(int waitId, JobAnswer answer) =>
        throw new ArgumentException($"A topic calls no handler, so there is no job {waitId} to answer.", nameof(waitId));

    /// <summary>Who threw a signal has heard it; it is kept for nobody (BPMN 2.0, 10.5.5).</summary>
    private static CaseVerdict.Accepted Tell(Release release, TopicState state, TopicCommand.Publish signal, DateTimeOffset now)
    {
        var name = state.Topic[_signals.Length..];
        var effects = state.Listeners.Cases.Where(caseId => caseId != signal.From)
            .Select(caseId => new Effect(EffectKinds.DeliverSignal, caseId, FeelContext.Of(("name", name), ("payload", FeelValue.Context(signal.Payload)))))
            .ToList();
        var told = effects.Count;
        foreach (var beginning in Beginnings.OfSignal(release, name))
            effects.Add(beginning.Open(NewCaseId(state, effects.Count - told, now), "", signal.Payload));
        return effects.Count == 0 ? Accept(state) : Accept(state, new TopicFact.Told(told, effects.Count - told), [.. effects]);
    }

    private static CaseVerdict Bring(Release release, TopicState state, FeelContext payload, DateTimeOffset now)
    {
        var name = state.Topic[_messages.Length..];
        if (state.Listeners.Oldest is { } taker) return Accept(state, new TopicFact.Brought(taker, WasKept: false), Effect.Deliver(taker, name, "", payload));
        if (Beginnings.OfMessage(release, name) is { } beginning)
        {
            var caseId = NewCaseId(state, 0, now);
            return Accept(state, new TopicFact.Began(caseId), beginning.Open(caseId, "", payload));
        }

        return state.Buffer.Count < MaxBuffered
            ? Accept(state, new TopicFact.Kept(payload))
            : new CaseVerdict.Refused(new(
                "topic-full",
                $"{MaxBuffered} messages '{name}' without a key wait for a case that listens; this one is not taken. Publish a process that begins with this message or waits for it, or stop its sender.")
            {
                SentenceZh = $"已有 {MaxBuffered} 条不带关联键的消息“{name}”等待接收，不再接受。请发布以该消息开始或等待该消息的流程，或停止发送方。",
            });
    }

    private static CaseVerdict.Accepted Listen(TopicState state, string caseId)
    {
        if (state.Buffer is [var oldest, ..]) return Accept(state, new TopicFact.Brought(caseId, WasKept: true), Effect.Deliver(caseId, state.Topic[_messages.Length..], "", oldest));
        return state.Listeners.Contains(caseId) ? Accept(state) : Accept(state, new TopicFact.Joined(caseId));
    }

    private static TopicState Fold(TopicState state, TopicFact fact) => fact switch
    {
        TopicFact.Joined joined => state with { Listeners = state.Listeners.With(joined.CaseId) },
        TopicFact.Left left => state with { Listeners = state.Listeners.Without(left.CaseId) },
        TopicFact.Told told => state with { Begun = state.Begun + told.Begun },
        TopicFact.Brought { WasKept: true } => state with { Buffer = [.. state.Buffer.Items.Skip(1)] },
        TopicFact.Brought brought => state with { Listeners = state.Listeners.Without(brought.CaseId) },
        TopicFact.Began => state with { Begun = state.Begun + 1 },
        TopicFact.Kept kept => state with { Buffer = state.Buffer.Add(kept.Payload) },
    };

    private static string NewCaseId(TopicState state, int further, DateTimeOffset now) => Beginnings.NewCaseId($"{state.Begun + further}:{state.Topic}", now);

    private static CaseVerdict.Accepted Accept(TopicState state) => new([], [], state);

    private static CaseVerdict.Accepted Accept(TopicState state, TopicFact fact, params Effect[] effects) =>
        new([fact], [.. effects], Fold(state, fact));
}
