using Microsoft.Extensions.Logging;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// Carries effects of one kind to another stream of this store. The other side forgets repeats by the effect's
/// id. A refusal is an answer: the other case may be archived, and no repeat would change that.
/// </summary>
internal sealed partial class StreamEffectHandler(
    string kind, CaseRuntime runtime, CaseCores cores, ProcessKinds kinds, ILogger<StreamEffectHandler> log) : IEffectHandler
{
    private static readonly string[] _nobodyThere = ["archived", "no-such-ticket", "ended", "not-started"];

    /// <summary>The kinds that go to other streams.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        EffectKinds.Publish, EffectKinds.Listen, EffectKinds.Deliver, EffectKinds.StartCase,
        EffectKinds.Signal, EffectKinds.Hear, EffectKinds.PassOn, EffectKinds.DeliverSignal,
    ];

    public string Kind => kind;

    public async Task HandleAsync(EffectCall call, CancellationToken cancellationToken)
    {
        var (stream, caseId) = await AddressAsync(call.Effect, cancellationToken);
        if (cores.Of(stream).Receive(call.Effect) is not { } command) return;
        var result = await runtime.SendPatientlyAsync(
            new(stream, caseId, command, Actor.System) { IdempotencyKey = $"effect:{call.Id}" }, cancellationToken);
        if (result is not CommandResult.Refused refused) return;
        LogRefused(log, call.Id, kind, caseId, refused.Refusal.Sentence);
        if (kind == EffectKinds.Deliver && _nobodyThere.Contains(refused.Refusal.Code)) await ReturnAsync(call, cancellationToken);
    }

    /// <summary>
    /// The case ended while the message was on its way. It goes back to its conversation or topic, which may open the next
    /// case for it: an alert that fires again at that moment must not vanish.
    /// </summary>
    private async Task ReturnAsync(EffectCall call, CancellationToken cancellationToken)
    {
        var payload = call.Effect.Payload;
        var carried = call.Effect.Carried();
        var (stream, caseId) = OfMessage(payload["name"].ToText(), payload["key"].ToText());
        CaseCommand back = stream == TopicCore.KindName
            ? new TopicCommand.Return(carried)
            : new ConversationCommand.Return(call.Effect.Target, payload["name"].ToText(), carried);
        var result = await runtime.SendPatientlyAsync(
            new(stream, caseId, back, Actor.System) { IdempotencyKey = $"return:{call.Id}" }, cancellationToken);
        if (result is CommandResult.Refused refused) LogRefused(log, call.Id, kind, caseId, refused.Refusal.Sentence);
    }

    private async ValueTask<(string Stream, string CaseId)> AddressAsync(Effect effect, CancellationToken cancellationToken) => effect.Kind switch
    {
        EffectKinds.Publish => OfMessage(effect.Target, effect.Payload["key"].ToText()),
        EffectKinds.Signal => (TopicCore.KindName, TopicCore.CaseIdOf(Topic.OfSignal(effect.Target))),
        EffectKinds.Hear or EffectKinds.PassOn => (TopicCore.KindName, TopicCore.CaseIdOf(effect.Target)),
        EffectKinds.Listen => (ConversationCore.KindName, ConversationCore.CaseIdOf(effect.Target)),
        EffectKinds.StartCase => (kinds.BegunBy(effect.Payload["process"].ToText()), effect.Target),
        _ => (await kinds.OfAsync(effect.Target, cancellationToken), effect.Target),
    };

    /// <summary>Where a message goes: to the conversation of its key, or without one to the topic of its name.</summary>
    private static (string Stream, string CaseId) OfMessage(string name, string key) => key.Length > 0
        ? (ConversationCore.KindName, ConversationCore.CaseIdOf(key))
        : (TopicCore.KindName, TopicCore.CaseIdOf(Topic.OfMessage(name)));

    [LoggerMessage(Level = LogLevel.Information, Message = "Effect {Id} of kind {Kind} was refused by {CaseId}: {Sentence}")]
    private static partial void LogRefused(ILogger log, string id, string kind, string caseId, string sentence);
}
