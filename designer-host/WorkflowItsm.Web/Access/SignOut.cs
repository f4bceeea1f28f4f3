using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;

namespace WorkflowItsm.Web.Access;

/// <summary>Signing out: a form of every page posts to it.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/sign-out", (Delegate)LeaveAsync)
            .DisableAntiforgery()
            .AnonymousBecause("Signing out twice is harmless, and another site's page cannot post here.")
            .ExcludeFromDescription();

    private static async Task<IResult> LeaveAsync(HttpContext http)
    {
        await PeopleSession.EndAsync(http);
        return Results.LocalRedirect("~/sign-in");
    }
}
