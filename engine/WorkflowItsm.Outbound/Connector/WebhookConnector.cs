using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Options;
using WorkflowItsm.Feel;
using WorkflowItsm.Outbound.Calling;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>
/// The handler <c>webhook</c> of service tasks: posts a signed message as Standard Webhooks 1.0.0 asks. Its id is the effect's,
/// the same at every try, as is its body; time and signature are those of the try. It follows no redirect.
/// </summary>
internal sealed class WebhookConnector(OutboundHttp http, IOptions<OutboundOptions> options, TimeProvider time) : IServiceTaskHandler
{
    public const string Name = "webhook";

    private readonly Delivery _delivery = new(http, options.Value, time);

    public async Task<FeelContext> HandleAsync(ServiceTaskCall call, CancellationToken cancellationToken)
    {
        var task = WebhookTask.Read(call.Input, options.Value);
        // Full stops part what is signed: none may stand in an id.
        var id = $"msg_{call.Id.Replace('.', '_')}";
        var body = task.Body(call.RecordedAt);
        var at = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new OutboundRequest(HttpMethod.Post, task.Url)
        {
            Body = body,
            ContentType = "application/json",
            Headers =
            [
                .. task.Headers,
                new("webhook-id", id),
                new("webhook-timestamp", at.ToString(CultureInfo.InvariantCulture)),
                new("webhook-signature", WebhookSignature.Of(task.Secret, id, at, body)),
                new("Idempotency-Key", call.Id),
            ],
        };
        var response = await _delivery.SendAsync(request, FrozenSet<int>.Empty, task.Errors, cancellationToken);
        return FeelContext.Of(("id", id), ("status", response.Status));
    }
}
