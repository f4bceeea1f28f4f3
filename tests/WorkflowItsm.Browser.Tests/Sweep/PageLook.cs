using System.Collections.Concurrent;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Sweep;

/// <summary>A look at one page, with everything that every page has to be.</summary>
internal static class PageLook
{
    // A page waits most of its time for the browser to become idle.
    private const int AtOnce = 4;

    /// <summary>Looks at pages, some at once, and gives what is wrong with them.</summary>
    /// <param name="screen">Whose window.</param>
    /// <param name="paths">The pages.</param>
    /// <param name="as">For whom they look so, in the names of pictures.</param>
    public static async Task<IReadOnlyList<string>> AtAllAsync(Screen screen, IEnumerable<string> paths, string @as)
    {
        var left = new ConcurrentQueue<string>(paths);
        var wrong = new ConcurrentQueue<string>();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            var tab = await screen.BesideAsync();
            var found = new List<string>();
            while (left.TryDequeue(out var path)) await AtAsync(tab, path, @as, found);
            foreach (var one in found) wrong.Enqueue(one);
        }));
        return [.. wrong];
    }

    /// <summary>Goes to a page and notes what is wrong with it.</summary>
    private static async Task AtAsync(Screen screen, string path, string @as, List<string> wrong)
    {
        var before = screen.Complaints.Count;
        await screen.GoAsync(path);
        await screen.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        // An editor that is not there yet would not be looked at.
        await Assertions.Expect(screen.Page.Locator(".edit-main:empty")).ToHaveCountAsync(0);
        wrong.AddRange(screen.Complaints.Skip(before).Select(complaint => $"{path}: {complaint}"));
        if (await screen.At("page-failed").CountAsync() > 0) wrong.Add($"{path}: the page failed.");
        var over = await screen.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over > 0) wrong.Add($"{path}: scrolls {over} px sideways.");
        if (screen.Look.Language != "en") wrong.AddRange((await Untranslated.FindAsync(screen.Page)).Select(text => $"{path}: is English: {text}"));
        await screen.PictureAsync($"{@as}/{path}");
        wrong.AddRange((await Axe.FindAsync(screen.Page)).Select(finding => $"{path}: {finding}"));
    }
}
