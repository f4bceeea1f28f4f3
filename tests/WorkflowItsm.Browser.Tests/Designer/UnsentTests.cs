using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Browser.Tests.Designer;

/// <summary>What was changed and had not reached the server.</summary>
public sealed class UnsentTests(Site site)
{
    [Theory]
    [InlineData("incident/incident.bpmn?element=Task_accept", "general", "name")]
    [InlineData("incident/forms/accept.form", "general", "id")]
    public async Task A_page_that_is_left_at_once_has_its_last_change_when_it_is_opened_again(string file, string group, string entry)
    {
        var owner = $"left{entry}";
        await site.AddAsync(owner, Role.ProcessOwner);
        await using var screen = await site.SignInAsync(owner, $"/designer/{file}");
        var field = await screen.EntryAsync(group, entry);
        await field.FillAsync("changed_at_the_last_moment");
        await field.BlurAsync();
        await screen.Page.GotoAsync("/inbox");
        await screen.EditAsync(file);
        await Assertions.Expect(screen.At("draft")).ToBeVisibleAsync();
        await screen.At("toggle-source").ClickAsync();
        await Assertions.Expect(screen.At("source")).ToHaveValueAsync(new Regex("changed_at_the_last_moment"));
        Screen.NobodyComplains(screen);
    }

    [Fact]
    public async Task What_is_typed_while_the_session_ends_is_there_after_signing_in_again()
    {
        await site.AddAsync("ended", Role.ProcessOwner);
        await using var here = await site.SignInAsync("ended", "/designer/organisation/teams.json");
        await using var there = await site.SignInAsync("ended", "/account");
        await there.At("sign-out-everywhere").ClickAsync();
        await Assertions.Expect(there.At("sign-in")).ToBeVisibleAsync();

        await here.At("source").FillAsync("{ typed too late");
        await Assertions.Expect(here.At("session-ended")).ToBeVisibleAsync();
        await here.SignInAgainAsync("ended", site.PasswordOf("ended"));
        await Assertions.Expect(here.At("recovered")).ToBeVisibleAsync();
        await Assertions.Expect(here.At("source")).ToHaveValueAsync("{ typed too late");
        await Assertions.Expect(here.At("finding-json-syntax")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_file_that_is_emptied_is_kept_empty()
    {
        await site.AddAsync("emptier", Role.ProcessOwner);
        await using var screen = await site.SignInAsync("emptier", "/designer/organisation/teams.json");
        await screen.At("source").FillAsync("");
        await Assertions.Expect(screen.At("finding-json-syntax")).ToBeVisibleAsync();
        await screen.GoAsync("/designer/organisation/teams.json");
        await Assertions.Expect(screen.At("draft")).ToBeVisibleAsync();
        await Assertions.Expect(screen.At("source")).ToHaveValueAsync("");
        Screen.NobodyComplains(screen);
    }
}
