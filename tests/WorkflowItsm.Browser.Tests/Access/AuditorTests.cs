using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Browser.Tests.Sweep;

namespace WorkflowItsm.Browser.Tests.Access;

/// <summary>An auditor reads everything and can change nothing.</summary>
public sealed class AuditorTests(Site site)
{
    /// <summary>The pages whose policies leave auditors out.</summary>
    private static readonly string[] s_closed = ["/report", "/demo"];

    /// <summary>The auditor's own account and choices, not the house's.</summary>
    private static readonly string[] s_own = ["/account", "/sign-in", "/set-up", "/not-found", "/not-permitted", "/"];

    /// <summary>What may be pressed: it shows, hides and moves what is seen.</summary>
    private static readonly string[] s_shows =
        ["state-dead", "state-waiting", "state-skipped", "toggle-source", "filter-all", "filter-kept", "filter-nothing", "Zoom in", "Zoom out", "Whole diagram", "Where it is now"];

    [Fact]
    public async Task On_every_page_there_is_nothing_to_change()
    {
        var offered = new List<string>();
        await using var ada = await site.SignInAsync("ada");
        foreach (var path in Pages.Of(site, await site.SomeTicketAsync()).Except(s_own))
        {
            await ada.Page.GotoAsync(path);
            if (s_closed.Contains(path))
            {
                await Assertions.Expect(ada.At("not-permitted")).ToBeVisibleAsync();
                continue;
            }

            await Assertions.Expect(ada.Page.Locator("h1").First).ToBeVisibleAsync();
            await ada.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            foreach (var text in await ada.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('#content button:not([disabled]), #content textarea:not([readonly]), #content input[type=file], #content [contenteditable=true]')]
                  .filter(one => one.offsetParent !== null && !one.closest('.mud-input-control, .mud-tabs-tabbar') && !one.matches('.bio-properties-panel-arrow'))
                  .map(one => one.dataset.testid ?? one.getAttribute('aria-label') ?? (one.textContent.trim() || one.className))
                """))
                if (!s_shows.Contains(text)) offered.Add($"{path}: {text}");
        }

        Assert.True(offered.Count == 0, string.Join('\n', offered));
        Screen.NobodyComplains(ada);
    }

    [Fact]
    public async Task What_a_screen_does_not_offer_the_server_refuses()
    {
        var number = (await site.SomeTicketAsync())["Number"];
        await using var ada = await site.SignInAsync("ada", $"/tickets/{number}");
        await Assertions.Expect(ada.At("read-only")).ToBeVisibleAsync();
        foreach (var path in (string[])[$"/api/v1/tickets/{number}/tasks/1/claim", $"/api/v1/tickets/{number}/attachments?name=a.txt", "/api/now/table/incident"])
        {
            var answer = await ada.Page.APIRequest.PostAsync(path, new() { DataString = "{}", Headers = [new("Content-Type", "application/json"), new("Origin", site.Address.GetLeftPart(UriPartial.Authority))] });
            Assert.Equal(403, answer.Status);
        }
    }
}
