using Microsoft.Extensions.Options;
using WorkflowItsm.Feel;
using WorkflowItsm.Outbound.Calling;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>The handler <c>http</c> of service tasks. The call carries the effect's id as <c>Idempotency-Key</c>, the same at every try.</summary>
internal sealed class HttpConnector(OutboundHttp http, IOptions<OutboundOptions> options, TimeProvider time) : IServiceTaskHandler
{
    public const string Name = "http";

    private readonly Delivery _delivery = new(http, options.Value, time);

    public async Task<FeelContext> HandleAsync(ServiceTaskCall call, CancellationToken cancellationToken)
    {
        var task = HttpTask.Read(call.Input);
        var request = task.Request with { Headers = [.. task.Request.Headers, KeyValuePair.Create("Idempotency-Key", call.Id)] };
        return Delivery.Result(await _delivery.SendAsync(request, task.Accept, task.Errors, cancellationToken));
    }
}
