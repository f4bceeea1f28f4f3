using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Errors;

namespace WorkflowItsm.Api.Access;

/// <summary>
/// Refuses changes that another site's page makes a browser send: a browser that has once been given a password
/// for this address sends it along with any request. Machines send no <c>Sec-Fetch-Site</c>.
/// </summary>
internal static class CrossSiteGuard
{
    public static void Use(IApplicationBuilder app) => app.Use((http, next) =>
        (IsRead(http.Request.Method) && !IsCircuit(http.Request.Path)) || http.Request.Headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site")
            ? next(http)
            : ErrorWriter.WriteAsync(http, StatusCodes.Status403Forbidden, "cross-site", new(
                "A page of another site sent this request; changes are taken from this site's own pages and from machines.",
                "此请求来自其他网站的页面；只接受本站页面和程序发出的更改请求。")));

    // The line between a screen and the server is opened by a GET, and changes come through it.
    private static bool IsCircuit(PathString path) => path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
