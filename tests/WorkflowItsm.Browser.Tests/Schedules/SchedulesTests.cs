using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Desk;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Schedules;

/// <summary>Work by the calendar; in a store of its own, whose schedule is changed.</summary>
public sealed partial class SchedulesTests(Site others)
{
    [Fact]
    public async Task An_owner_changes_a_schedule_and_runs_it_while_an_auditor_looks_on()
    {
        await using var site = await others.AnotherAsync();
        await using var olive = await site.SignInAsync("olive", "/schedules");
        await using var ada = await site.SignInAsync("ada", "/schedules");
        await Assertions.Expect(olive.At("next-run")).ToHaveTextAsync(AtNineInShanghai());
        await Assertions.Expect(olive.At("last-run")).ToHaveTextAsync("has not run yet");
        await Assertions.Expect(ada.At("read-only")).ToBeVisibleAsync();
        foreach (var button in (string[])["run-now", "edit", "reset"]) await Assertions.Expect(ada.At(button)).ToHaveCountAsync(0);

        await olive.At("edit").ClickAsync();
        await olive.Page.Locator("#schedule-cron").FillAsync("every Monday");
        await Assertions.Expect(olive.Page.Locator(".mud-dialog")).ToContainTextAsync("The time is 'every Monday'; expected six parts");
        await Assertions.Expect(olive.At("save")).ToBeDisabledAsync();
        await olive.Page.Locator("#schedule-cron").FillAsync("0 30 8 ? * MON");
        await Assertions.Expect(olive.At("preview").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(5);
        await olive.At("save").ClickAsync();
        await Assertions.Expect(olive.At("next-run")).ToHaveTextAsync(MondayAtHalfPastEight());
        // Others see it without reloading.
        await Assertions.Expect(ada.At("next-run")).ToHaveTextAsync(MondayAtHalfPastEight());
        await Assertions.Expect(ada.At("changed")).ToContainTextAsync("by olive");
        await olive.At("reset").ClickAsync();
        await Assertions.Expect(ada.At("next-run")).ToHaveTextAsync(AtNineInShanghai());

        await olive.At("run-now").ClickAsync();
        await Assertions.Expect(ada.At("last-run")).ToHaveTextAsync(ByOlive());
        await olive.At("last-case").ClickAsync();
        await Assertions.Expect(olive.At("number")).ToHaveTextAsync("REV0000001");
        Screen.NobodyComplains(olive, ada);
    }

    [Fact]
    public async Task The_review_that_a_run_opens_is_worked_to_its_end()
    {
        await using var site = await others.AnotherAsync();
        await using var dana = await site.SignInAsync("dana", "/inbox?kind=review");
        await Assertions.Expect(dana.At("empty")).ToBeVisibleAsync();
        await using var olive = await site.SignInAsync("olive", "/schedules");
        await olive.At("run-now").ClickAsync();
        await dana.Row("REV0000001").GetByRole(AriaRole.Link).ClickAsync();

        await dana.At("claim").ClickAsync();
        var gather = dana.Task("Task_gather");
        await Assertions.Expect(gather.GetByLabel("Period from")).ToHaveValueAsync(Date());
        await gather.GetByLabel("Figures").FillAsync("412 incidents, 96 % solved in time");
        await gather.GetByTestId("option-gathered").ClickAsync();
        // Who began it goes on with it.
        var hold = dana.Task("Task_hold");
        await hold.GetByLabel("Participants").FillAsync("dana, olive");
        await hold.GetByLabel("Minutes").FillAsync("Answers at night are slow.");
        await hold.GetByLabel("Actions agreed").FillAsync("A second person on call");
        await hold.GetByTestId("option-actions").ClickAsync();
        var follow = dana.Task("Task_follow");
        await Assertions.Expect(follow.GetByLabel("Actions agreed")).ToHaveValueAsync("A second person on call");
        await follow.GetByLabel("What came of the actions").FillAsync("In place since Monday");
        await follow.GetByTestId("option-done").ClickAsync();
        await Assertions.Expect(dana.At("archived")).ToBeVisibleAsync();
        Screen.NobodyComplains(dana, olive);
    }

    [GeneratedRegex(@"^\w{3} \d{4}-\d\d-\d\d 09:00 Asia/Shanghai$")]
    private static partial Regex AtNineInShanghai();

    [GeneratedRegex(@"^Mon \d{4}-\d\d-\d\d 08:30 Asia/Shanghai$")]
    private static partial Regex MondayAtHalfPastEight();

    [GeneratedRegex(@"^\w{3} \d{4}-\d\d-\d\d \d\d:\d\d, by olive:\s*REV0000001$")]
    private static partial Regex ByOlive();

    [GeneratedRegex(@"^\d{4}-\d\d-01$")]
    private static partial Regex Date();
}
