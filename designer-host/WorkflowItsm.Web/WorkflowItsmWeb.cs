using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Web.Access;
using WorkflowItsm.Web.Desk.Inbox;
using WorkflowItsm.Web.Desk.Parts;
using WorkflowItsm.Web.Desk.Ticket;
using WorkflowItsm.Web.Effects;
using WorkflowItsm.Web.Islands;
using WorkflowItsm.Web.Layout;
using WorkflowItsm.Web.Sessions;

namespace WorkflowItsm.Web;

/// <summary>
/// The screens: <c>AddHttpApi(…).AddScreens()</c>, then <c>app.UseScreens()</c> before and <c>app.MapScreens()</c>
/// after <c>app.MapWorkflowItsm()</c>.
/// </summary>
public static class WorkflowItsmWeb
{
    /// <summary>Adds the screens: their components, languages and sessions.</summary>
    public static WorkflowItsmBuilder AddScreens(this WorkflowItsmBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        // At the top, it would cover the clocks and the title of a ticket.
        services.AddMudServices(mud => mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight);
        services.TryAddTransient<MudLocalizer, ComponentTexts>();
        services.AddLocalization();
        services.AddHttpContextAccessor();
        services.AddRequestLocalization(options =>
        {
            options.SetDefaultCulture(ScreenLanguage.Cultures[0]);
            options.AddSupportedCultures([.. ScreenLanguage.Cultures]).AddSupportedUICultures([.. ScreenLanguage.Cultures]);
        });
        services.TryAddScoped<CurrentActor>();
        services.TryAddScoped<BrowserZone>();
        services.TryAddScoped<Drafts>();
        services.TryAddSingleton<InboxReader>();
        services.TryAddSingleton<TicketReader>();
        services.TryAddScoped<PeopleDesk>();
        services.TryAddScoped<EffectDesk>();
        services.AddScoped<AuthenticationStateProvider, SessionWatch>();
        return builder;
    }

    /// <summary>Adds the middleware of the screens; first of all middleware.</summary>
    public static WebApplication UseScreens(this WebApplication app)
    {
        SecurityHeaders.Use(app);
        app.UseRequestLocalization();
        app.UseWhen(http => PeopleRequests.Is(http.Request), people => people.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        return app;
    }

    /// <summary>Maps the pages, their files and the line between a screen and the server.</summary>
    public static WebApplication MapScreens(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets().AnonymousBecause("Scripts, styles and fonts of the sign-in page too; they are the same for everybody and hold no data.");
        Preferences.Map(app);
        SignOut.Map(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null).Add(NamePolicy);
        return app;
    }

    // Pages name their own; what the framework maps beside them is for those who have signed in, except its script.
    private static void NamePolicy(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<IAuthorizeData>().Any() || endpoint.Metadata.OfType<IAllowAnonymous>().Any()) return;
        var route = (endpoint as RouteEndpointBuilder)?.RoutePattern.RawText ?? "";
        if (route.StartsWith("/_framework", StringComparison.Ordinal) || route.StartsWith("_framework", StringComparison.Ordinal))
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
            endpoint.Metadata.Add(new AnonymousReason("The framework's own script; the same for everybody."));
        }
        else
        {
            endpoint.Metadata.Add(new AuthorizeAttribute(Policies.SignedIn));
        }
    }
}
