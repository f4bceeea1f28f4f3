using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace WorkflowItsm.Web.Layout;

/// <summary>A page that follows what happens elsewhere: what calls it back does so on other threads, perhaps after the page has gone.</summary>
public abstract class FollowingPage : ComponentBase
{
    // The language of the person: whoever calls from another thread brings that of the server.
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture, _language = CultureInfo.CurrentUICulture;

    /// <summary>Does something on the page's own thread, in the person's language; a failure is shown as one of the page itself is.</summary>
    /// <param name="act">What to do; it is not done, or not to the end, once the page has gone.</param>
    protected async Task GuardedAsync(Func<Task> act)
    {
        try
        {
            await InvokeAsync(async () =>
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _language);
                await act();
            });
        }
        catch (ObjectDisposedException)
        {
            // The screen has gone meanwhile.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
