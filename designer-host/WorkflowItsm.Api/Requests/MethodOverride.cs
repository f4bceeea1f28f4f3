using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace WorkflowItsm.Api.Requests;

/// <summary>
/// <c>X-HTTP-Method-Override</c> for clients behind proxies that let only GET and POST through. Only from POST to
/// PUT or PATCH: anything else would smuggle a method past somebody who checks methods.
/// </summary>
internal static class MethodOverride
{
    public static void Use(IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (HttpMethods.IsPost(http.Request.Method))
        {
            var wanted = http.Request.Headers["X-HTTP-Method-Override"].ToString();
            if (HttpMethods.IsPatch(wanted)) http.Request.Method = HttpMethods.Patch;
            else if (HttpMethods.IsPut(wanted)) http.Request.Method = HttpMethods.Put;
        }

        return next(http);
    });
}
