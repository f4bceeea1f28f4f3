using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WorkflowItsm.Api.Access;

/// <summary>
/// Walks all endpoints once the pipeline is built, before the server listens: one that names no known policy
/// makes the start fail. A start-up filter, because endpoints are complete only when every Map… has run.
/// </summary>
internal sealed class EndpointPolicyCheck : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        var missing = Missing(app.ApplicationServices.GetRequiredService<EndpointDataSource>().Endpoints);
        if (missing.Count > 0)
        {
            throw new InvalidOperationException(
                $"These endpoints name no policy: {string.Join(", ", missing)}. "
                + $"Add RequireAuthorization with one of {string.Join(", ", Policies.All.Keys)}, or AnonymousBecause with the reason.");
        }
    };

    /// <summary>The endpoints that name neither a known policy nor the reason why they need none.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<Endpoint> endpoints) =>
    [
        .. from endpoint in endpoints.OfType<RouteEndpoint>()
           where PolicyOf(endpoint) is null && endpoint.Metadata.GetMetadata<AnonymousReason>() is null
                && endpoint.Metadata.GetMetadata<AnonymousBecauseAttribute>() is null
           select NameOf(endpoint),
    ];

    /// <summary>The known policy an endpoint names, or null.</summary>
    public static string? PolicyOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? null
        : endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy)
            .LastOrDefault(policy => policy is not null && Policies.All.ContainsKey(policy));

    /// <summary>"GET /health/live".</summary>
    public static string NameOf(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        var verbs = methods is { Count: > 0 } ? string.Join('|', methods.Order(StringComparer.Ordinal)) : "ANY";
        return $"{verbs} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";
    }
}
