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
    string kind, CaseRuntime runtime, CaseCores cores, ILogger<StreamEffectHandler> log) : IEffectHandler
{
    /// <summary>The kind of stream that cases with a process are.</summary>
    public const string TicketKind = "ticket";

    /// <summary>The kinds that go to other streams.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [EffectKinds.Publish, EffectKinds.Listen, EffectKinds.Deliver, EffectKinds.StartCase];

    public string Kind => kind;

    public async Task HandleAsync(EffectCall call, CancellationToken cancellationToken)
    {
        var (stream, caseId) = Address(call.Effect);
        if (cores.Of(stream).Receive(call.Effect) is not { } command) return;
        var result = await runtime.SendPatientlyAsync(
            new(stream, caseId, command, Actor.System) { IdempotencyKey = $"effect:{call.Id}" }, cancellationToken);
        if (result is CommandResult.Refused refused) LogRefused(log, call.Id, kind, caseId, refused.Refusal.Sentence);
    }

    private static (string Stream, string CaseId) Address(Effect effect) => effect.Kind switch
    {
        EffectKinds.Publish => (ConversationCore.KindName, ConversationCore.CaseIdOf(effect.Payload["key"].ToText())),
        EffectKinds.Listen => (ConversationCore.KindName, ConversationCore.CaseIdOf(effect.Target)),
        _ => (TicketKind, effect.Target),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Effect {Id} of kind {Kind} was refused by {CaseId}: {Sentence}")]
    private static partial void LogRefused(ILogger log, string id, string kind, string caseId, string sentence);
}
