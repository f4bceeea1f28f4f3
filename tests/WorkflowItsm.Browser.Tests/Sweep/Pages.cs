using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Sweep;

/// <summary>The pages, as the application itself knows them: one that is added is swept from its first day.</summary>
internal static class Pages
{
    /// <summary>What stands for a parameter of an address; a parameter without one fails the sweep, so that it gets one.</summary>
    private static readonly Dictionary<string, string> s_values = new(StringComparer.Ordinal)
    {
        ["Name"] = "incident",
        ["Path"] = "incident.bpmn",
    };

    /// <summary>The paths of all pages, with values for their parameters.</summary>
    public static IReadOnlyList<string> Of(Site site, IReadOnlyDictionary<string, string>? more = null) =>
    [
        .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(endpoint => endpoint.RoutePattern)
            .Select(pattern => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
            {
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => Value(parameter.Name, more),
                _ => "",
            })))))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static string Value(string name, IReadOnlyDictionary<string, string>? more) =>
        more is not null && more.TryGetValue(name, out var own) ? own
        : s_values.TryGetValue(name, out var value) ? value
        : throw new InvalidOperationException($"The sweep has no value for the parameter '{name}' of a page; add one to Pages.");
}
