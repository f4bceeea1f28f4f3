using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using WorkflowItsm.Api.Errors;

namespace WorkflowItsm.Api.Requests;

/// <summary>What kind of body an endpoint takes: for the OpenAPI document, and for requests that say they bring another.</summary>
internal static class BodyKinds
{
    public const string Json = "application/json";
    public const string Zip = "application/zip";

    /// <summary>Documents the body. The endpoint reads it itself: a client that says nothing of its body's kind is heard.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, string kind, string example) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = example,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [kind] = new() },
            };
            return Task.CompletedTask;
        });

    /// <summary>The error when a request says that its body is no JSON.</summary>
    public static ApiError? UnlessJson(HttpRequest request)
    {
        var kind = request.ContentType;
        if (string.IsNullOrEmpty(kind)) return null;
        return MediaTypeHeaderValue.TryParse(kind, out var type) && IsJson(type) ? null : new(StatusCodes.Status415UnsupportedMediaType, "not-json", new(
            $"The body comes as '{kind}'; send JSON as 'Content-Type: {Json}'.", $"请求正文的类型是“{kind}”；请以“Content-Type: {Json}”发送 JSON。"));
    }

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MatchesMediaType(Json) || type.MatchesMediaType("text/json") || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);
}
