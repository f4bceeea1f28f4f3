using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;

namespace WorkflowItsm.Web.Sessions;

/// <summary>What a person chose for this browser: language and theme, each in a cookie. Chosen by a form, so that it works before signing in.</summary>
internal static class Preferences
{
    public const string SystemTheme = "system";

    private const string ThemeCookie = "workflowitsm.theme";
    private static readonly string[] s_themes = [SystemTheme, "light", "dark"];

    public static string ThemeOf(HttpRequest request) => request.Cookies[ThemeCookie] is { } theme && s_themes.Contains(theme) ? theme : SystemTheme;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/preferences", (Delegate)Save)
            .DisableAntiforgery()
            .AnonymousBecause("It sets two cookies of the browser that asks, before signing in too.")
            .WithTags("Screens").ExcludeFromDescription();

    private static async Task<IResult> Save(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return Results.LocalRedirect("~/");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var keep = new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, HttpOnly = true };
        if (form["language"].ToString() is var language && ScreenLanguage.Cultures.Contains(language))
            http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new(language)), keep);
        if (form["theme"].ToString() is var theme && s_themes.Contains(theme)) http.Response.Cookies.Append(ThemeCookie, theme, keep);
        var back = form["return"].ToString();
        return Results.LocalRedirect(ReturnPath.IsOwn(back) ? back : "~/");
    }
}
