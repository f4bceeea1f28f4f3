using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Browser.Tests.Designer;

/// <summary>Two process owners at the same file.</summary>
public sealed class OvertakenTests(Site shared)
{
    [Theory]
    [InlineData("keep-mine", "Otto read it")]
    [InlineData("keep-theirs", "Olive read it")]
    public async Task Who_publishes_second_sees_what_was_published_first_and_decides(string decision, string kept)
    {
        await using var site = await shared.AnotherAsync();
        await site.AddAsync("otto", Role.ProcessOwner);
        await using var olive = await site.SignInAsync("olive", "/designer/incident/templates.json");
        await using var otto = await site.SignInAsync("otto", "/designer/incident/templates.json");
        var text = await olive.At("source").InputValueAsync();
        await olive.At("source").FillAsync(Named(text, "Olive read it"));
        await otto.At("source").FillAsync(Named(text, "Otto read it"));
        await Assertions.Expect(otto.At("draft")).ToBeVisibleAsync();
        await olive.PublishAsync("First");

        await otto.At("publish").ClickAsync();
        await otto.At("publish-reason").FillAsync("Second");
        await otto.At("publish-now").ClickAsync();
        await Assertions.Expect(otto.Page.Locator(".mud-dialog").GetByTestId("overtaken")).ToContainTextAsync("olive");
        await Assertions.Expect(otto.At("publish-now")).ToBeDisabledAsync();
        await otto.Page.Locator(".mud-dialog").PressAsync("Escape");
        await Assertions.Expect(otto.At("draft").GetByTestId("overtaken")).ToContainTextAsync("First");
        await otto.At("differs-templates.json").GetByTestId(decision).CheckAsync();
        await otto.At("decide").ClickAsync();
        await Assertions.Expect(otto.At("source")).ToHaveValueAsync(new Regex(Regex.Escape(kept)));
        await Assertions.Expect(otto.At("overtaken")).ToHaveCountAsync(0);
        if (decision == "keep-mine") await otto.PublishAsync("Second");
        await Assertions.Expect(otto.At("draft")).ToHaveCountAsync(0);
        Screen.NobodyComplains(olive, otto);
    }

    private static string Named(string templates, string name) => templates.Replace("We have received your report", name, StringComparison.Ordinal);
}
