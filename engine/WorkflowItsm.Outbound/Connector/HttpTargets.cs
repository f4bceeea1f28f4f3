using WorkflowItsm.Engine;
using WorkflowItsm.Outbound.Calling;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>The target of a call that the connectors will make is its scheme, host and port.</summary>
internal sealed class HttpTargets : IEffectTargets
{
    public string? TargetOf(Effect effect) =>
        effect is { Kind: EffectKinds.Call, Target: HttpConnector.Name or WebhookConnector.Name } && effect.Payload["input"].TryGetContext(out var input)
        && input["url"].TryGetString(out var text) && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Host.Length > 0
            ? Breakers.TargetOf(url)
            : null;
}
