using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Browser.Tests.Designer;

public sealed class DesignerTests(Site site)
{
    [Fact]
    public async Task An_owner_changes_a_row_tries_it_and_publishes_with_a_reason()
    {
        await using var owner = await site.SignInAsync("olive", "/designer/decisions/classify.dmn");
        await Assertions.Expect(owner.At("editor-table-editor").Locator(".wi-editor-canvas")).ToBeVisibleAsync();
        await owner.At("toggle-source").ClickAsync();
        var source = owner.At("source");
        var text = await source.InputValueAsync();
        var rule = new Regex("(<rule id=\"priority-3-3\">.*?<outputEntry[^>]*>\\s*<text>)5(</text>)", RegexOptions.Singleline);
        await source.FillAsync(rule.Replace(text, "${1}4${2}"));
        await owner.At("try-impact").SelectOptionAsync("3");
        await owner.At("try-urgency").SelectOptionAsync("3");
        await Assertions.Expect(owner.At("try-value")).ToHaveTextAsync("4");
        await owner.At("publish").ClickAsync();
        await owner.At("publish-reason").FillAsync("Nothing is only planned any more");
        await owner.At("publish-now").ClickAsync();
        await Assertions.Expect(owner.At("published")).ToBeVisibleAsync();

        var newest = site.Services.GetRequiredService<IDefinitions>().Bundles.Single(version => version.Bundle == "decisions");
        Assert.Equal(("Nothing is only planned any more", "screen"), (newest.Reason, newest.Source));
        await owner.GoAsync("/designer/decisions");
        await Assertions.Expect(owner.At("versions")).ToContainTextAsync("Nothing is only planned any more");
        Assert.Empty(owner.Complaints);
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_kept_over_a_reload_but_not_published()
    {
        await using var owner = await site.SignInAsync("olive", "/designer/organisation/teams.json");
        await owner.At("source").FillAsync("{ nonsense");
        await Assertions.Expect(owner.At("finding-json-syntax")).ToBeVisibleAsync();
        await owner.GoAsync("/designer/organisation/teams.json");
        await Assertions.Expect(owner.At("source")).ToHaveValueAsync("{ nonsense");
        await owner.At("publish").ClickAsync();
        await Assertions.Expect(owner.At("errors-block")).ToBeVisibleAsync();
        await Assertions.Expect(owner.At("publish-now")).ToBeDisabledAsync();
        await owner.Page.Locator(".mud-dialog").PressAsync("Escape");
        await Assertions.Expect(owner.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await owner.At("revert").ClickAsync();
        await Assertions.Expect(owner.At("draft")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("ada")]
    public async Task An_auditor_looks_and_changes_nothing(string name)
    {
        await using var screen = await site.SignInAsync(name, "/designer/incident/incident.bpmn");
        await Assertions.Expect(screen.At("read-only")).ToBeVisibleAsync();
        await screen.GoAsync("/designer/incident/clocks.json");
        await Assertions.Expect(screen.At("source")).ToHaveAttributeAsync("readonly", "");
        await screen.GoAsync("/designer/incident");
        await Assertions.Expect(screen.At("versions")).ToBeVisibleAsync();
        await Assertions.Expect(screen.At("add-file")).ToHaveCountAsync(0);
    }
}
