using Microsoft.AspNetCore.Http;

namespace WorkflowItsm.Api.Requests;

/// <summary>Tells a person in a browser from a machine: a person is answered with a page, a machine with a status and JSON.</summary>
public static class PeopleRequests
{
    /// <summary>Whether a request asks for a page.</summary>
    public static bool Is(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
