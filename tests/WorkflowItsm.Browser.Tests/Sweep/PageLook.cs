using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Sweep;

/// <summary>A look at one page, with everything that every page has to be.</summary>
internal static class PageLook
{
    /// <summary>Goes to a page and notes what is wrong with it.</summary>
    public static async Task AtAsync(Screen screen, string path, List<string> wrong)
    {
        var before = screen.Complaints.Count;
        await screen.GoAsync(path);
        await screen.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        wrong.AddRange(screen.Complaints.Skip(before).Select(complaint => $"{path}: {complaint}"));
        if (await screen.At("page-failed").CountAsync() > 0) wrong.Add($"{path}: the page failed.");
        var over = await screen.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over > 0) wrong.Add($"{path}: scrolls {over} px sideways.");
        if (screen.Look.Language != "en") wrong.AddRange((await Untranslated.FindAsync(screen.Page)).Select(text => $"{path}: is English: {text}"));
        wrong.AddRange((await Axe.FindAsync(screen.Page)).Select(finding => $"{path}: {finding}"));
    }
}
