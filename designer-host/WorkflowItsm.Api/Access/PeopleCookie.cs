using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Requests;

namespace WorkflowItsm.Api.Access;

/// <summary>
/// The cookie of people's sessions. A page that needs one sends to the sign-in page; a call of an API is answered as
/// any other without credentials.
/// </summary>
internal static class PeopleCookie
{
    public const string SignInPath = "/sign-in";
    public const string DeniedPath = "/not-permitted";

    /// <summary>The scheme that looks at a request and takes the cookie or the credentials of a machine.</summary>
    public const string EitherScheme = "Either";

    public static void Add(AuthenticationBuilder authentication)
    {
        authentication.AddPolicyScheme(EitherScheme, null, either => either.ForwardDefaultSelector = Choose);
        authentication.AddCookie(PeopleSession.SchemeName, cookie =>
        {
            cookie.Cookie.Name = "workflowitsm";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.LoginPath = SignInPath;
            cookie.AccessDeniedPath = DeniedPath;
            cookie.ReturnUrlParameter = "return";
            cookie.SlidingExpiration = false;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(7);
            // A demo store may move its clock forward; nobody is to be signed out by that.
            cookie.TimeProvider = TimeProvider.System;
            cookie.Events.OnValidatePrincipal = ValidateAsync;
            cookie.Events.OnRedirectToLogin = context => PeopleRequests.Is(context.Request)
                ? Redirect(context)
                : context.HttpContext.ChallengeAsync(CredentialsHandler.SchemeName);
            cookie.Events.OnRedirectToAccessDenied = context => PeopleRequests.Is(context.Request)
                ? Redirect(context)
                : context.HttpContext.ForbidAsync(CredentialsHandler.SchemeName);
        });
    }

    private static string Choose(HttpContext http) =>
        http.Request.Headers.ContainsKey("Authorization") || http.Request.Headers.ContainsKey("x-sn-apikey")
            ? CredentialsHandler.SchemeName
            : PeopleSession.SchemeName;

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var session = context.HttpContext.RequestServices.GetRequiredService<PeopleSession>();
        if (context.Principal is { } principal && await session.ActorAsync(principal) is not null) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(PeopleSession.SchemeName);
    }

    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
