using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace WorkflowItsm.Api.Insight;

/// <summary>
/// OpenTelemetry metrics and traces of the runtime and of HTTP, collected only when
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to send them.
/// </summary>
internal static class Telemetry
{
    private const string Source = "WorkflowItsm";

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        // Without somewhere to go, a span for each request and command is only work; meters are read by dotnet-counters in any case.
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 }) return;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Source))
            .WithMetrics(metrics => metrics.AddMeter(Source, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"))
            .WithTracing(traces => traces.AddSource(Source).AddAspNetCoreInstrumentation())
            .UseOtlpExporter();
    }
}
