using System.Globalization;
using Microsoft.JSInterop;

namespace WorkflowItsm.Web.Desk.Parts;

/// <summary>The time zone of the person's browser, for times on screens. One a circuit.</summary>
internal sealed class BrowserZone(IJSRuntime js)
{
    private TimeZoneInfo? _zone;

    /// <summary>Asks the browser once; UTC when it does not say, or says a zone that this machine does not know.</summary>
    public async Task LoadAsync()
    {
        if (_zone is not null) return;
        try
        {
            await using var shell = await js.InvokeAsync<IJSObjectReference>("import", "./_content/WorkflowItsm.Web/client/shell.js");
            _zone = TimeZoneInfo.FindSystemTimeZoneById(await shell.InvokeAsync<string>("zone"));
        }
        catch (Exception unknown) when (unknown is JSException or TimeZoneNotFoundException or InvalidTimeZoneException or JSDisconnectedException)
        {
            _zone = TimeZoneInfo.Utc;
        }
    }

    /// <summary>"2026-11-25 16:49".</summary>
    public string Text(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, _zone ?? TimeZoneInfo.Utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + (_zone is null || _zone.BaseUtcOffset == TimeSpan.Zero ? " UTC" : "");
}
