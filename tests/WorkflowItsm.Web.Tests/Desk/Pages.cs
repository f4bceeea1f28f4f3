using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using WorkflowItsm.Web.Desk.Parts;

namespace WorkflowItsm.Web.Tests.Desk;

/// <summary>Components without a host: what the screens' components need, and the language of one person.</summary>
public abstract class Pages : BunitContext
{
    protected Pages()
    {
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddScoped<BrowserZone>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Speak("en");
    }

    /// <summary>The language from now on, in this test.</summary>
    protected static void Speak(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}
