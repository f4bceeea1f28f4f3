using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Browser.Tests.Pictures;

/// <summary>The pictures of the documentation, taken of a store in which people have worked for an hour.</summary>
public sealed class PicturesTests(Site others)
{
    [Theory]
    [InlineData("en", "")]
    [InlineData("zh-CN", ".zh-CN")]
    public async Task The_pictures_of_the_guide_are_taken(string language, string suffix)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WORKFLOWITSM_PICTURES") == "1", "Set WORKFLOWITSM_PICTURES=1 to take the pictures of docs/pictures anew.");
        await using var site = await others.AnotherAsync();
        var number = await SampleWork.DoAsync(site, language == "en");
        await using var olive = await site.SignInAsync("olive", "/account", new(language));
        await using var dana = await site.SignInAsync("dana", "/account", new(language));

        await TakeAsync(dana, "/inbox", "inbox", suffix, dana.At("inbox-row").First);
        await TakeAsync(dana, $"/tickets/{number}", "ticket", suffix, dana.Page.Locator(".fjs-form-field").First, 1500);
        await TakeAsync(olive, "/designer/incident/incident.bpmn?element=Task_work", "designer", suffix, olive.Page.Locator("[data-element-id=Task_work].selected"));
        await TakeAsync(olive, "/designer/decisions/classify.dmn?element=priority", "table", suffix, olive.Page.Locator(".dmn-decision-table-container td").First);
        await TakeAsync(olive, "/handbook#H4", "handbook", suffix, olive.At("clause-H4"));
    }

    private static async Task TakeAsync(Screen screen, string path, string name, string suffix, ILocator ready, int height = 900)
    {
        await screen.Page.SetViewportSizeAsync(1440, height);
        await screen.GoAsync(path);
        await Assertions.Expect(ready).ToBeVisibleAsync();
        await screen.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        if (path.Contains('#', StringComparison.Ordinal)) await ready.EvaluateAsync("element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 60)");
        await screen.Page.ScreenshotAsync(new() { Path = RepositoryRoot.PathOf($"docs/pictures/{name}{suffix}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
