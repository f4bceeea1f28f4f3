using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>From an actor to claims and back.</summary>
internal static class Actors
{
    public static ClaimsPrincipal Principal(Actor actor, string scheme) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, actor.Name), new(ClaimTypes.Role, Roles.NameOf(actor.Role))], scheme));

    /// <summary>Who asks; the caller's bug on an endpoint that lets everybody in.</summary>
    public static Actor Actor(this HttpContext http) =>
        new(http.User.FindFirstValue(ClaimTypes.Name) ?? throw new InvalidOperationException("Nobody has signed in."),
            Roles.ByName[http.User.FindFirstValue(ClaimTypes.Role)!]);
}
