using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Sweep;

/// <summary>Every page of the application in both languages and themes, wide and narrow.</summary>
public sealed class SweepTests(Site site)
{
    private static readonly string[] s_signedOut = ["/sign-in", "/set-up", "/not-found"];

    public static TheoryData<string, bool, int> Looks => new()
    {
        { "en", false, 1440 },
        { "zh-CN", true, 1440 },
        { "zh-CN", false, 390 },
        { "en", true, 390 },
    };

    /// <summary>A page neither fails nor complains, nor does it scroll sideways, nor does axe find anything serious.</summary>
    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_can_be_used(string language, bool dark, int width)
    {
        // The ticket page is newer than the last whole sweep; issue 3 stays open until this runs always.
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WORKFLOWITSM_SWEEP") == "1", "Set WORKFLOWITSM_SWEEP=1 to sweep every page.");
        var wrong = new List<string>();
        var look = new Look(language, dark, width);
        await using var screen = await site.SignInAsync("admin", "/account", look);
        foreach (var path in Pages.Of(site, await site.SomeTicketAsync()).Where(path => !s_signedOut.Contains(path)))
            await LookAsync(screen, path, wrong);
        await using var visitor = await site.VisitAsync(look);
        foreach (var path in s_signedOut) await LookAsync(visitor, path, wrong);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task LookAsync(Screen screen, string path, List<string> wrong)
    {
        var before = screen.Complaints.Count;
        await screen.GoAsync(path);
        await screen.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        wrong.AddRange(screen.Complaints.Skip(before).Select(complaint => $"{path}: {complaint}"));
        if (await screen.At("page-failed").CountAsync() > 0) wrong.Add($"{path}: the page failed.");
        var over = await screen.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over > 0) wrong.Add($"{path}: scrolls {over} px sideways.");
        wrong.AddRange((await Axe.FindAsync(screen.Page)).Select(finding => $"{path}: {finding}"));
    }
}
