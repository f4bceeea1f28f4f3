using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WorkflowItsm.Outbound.Calling;
using WorkflowItsm.Outbound.Connector;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Outbound;

/// <summary>The way in for a host: <c>services.AddWorkflowItsm(…).AddOutboundHttp(configuration)</c>.</summary>
public static class OutboundServices
{
    /// <summary>Adds the one outbound HTTP client and the connectors <c>http</c> and <c>webhook</c> of service tasks.</summary>
    /// <param name="builder">The runtime.</param>
    /// <param name="configuration">Its section <c>Outbound</c> sets the options; null leaves the defaults.</param>
    public static WorkflowItsmBuilder AddOutboundHttp(this WorkflowItsmBuilder builder, IConfiguration? configuration = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<OutboundOptions>();
        if (configuration is not null) options.Bind(configuration.GetSection("Outbound"));
        options.ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OutboundOptions>, OutboundOptionsCheck>());
        builder.Services.TryAddSingleton(provider => new OutboundHttp(provider.GetRequiredService<IOptions<OutboundOptions>>(), provider.GetRequiredService<TimeProvider>()));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IEffectTargets, HttpTargets>());
        return builder.AddServiceTaskHandler<HttpConnector>(HttpConnector.Name).AddConnector<HttpShape>()
            .AddServiceTaskHandler<WebhookConnector>(WebhookConnector.Name).AddConnector<WebhookShape>();
    }
}
