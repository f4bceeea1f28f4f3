using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Desk;

/// <summary>A requester and an agent at once, each in their own window.</summary>
public sealed class StoryTests(Site site)
{
    [Fact]
    public async Task What_is_reported_appears_in_the_inboxes_of_both_urgent_first()
    {
        await using var rita = await site.SignInAsync("rita");
        await using var dana = await site.SignInAsync("dana", "/inbox?text=Lighthouse");
        await Assertions.Expect(dana.At("empty")).ToBeVisibleAsync();

        var calm = await rita.ReportAsync("Lighthouse: the lamp flickers");
        await Assertions.Expect(dana.Row(calm)).ToBeVisibleAsync();
        var urgent = await rita.ReportAsync("Lighthouse: the lamp is out", urgent: true);
        await Assertions.Expect(dana.At("inbox-row")).ToHaveCountAsync(2);
        await Assertions.Expect(dana.At("inbox-row").First).ToHaveAttributeAsync("data-number", urgent);
        await Assertions.Expect(dana.Row(urgent).GetByTestId("priority")).ToContainTextAsync("Urgent · P1");
        await Assertions.Expect(dana.Row(urgent).GetByTestId("clock")).ToHaveTextAsync(new Regex[] { new("Response.*left"), new("Resolution.*left") });

        await rita.GoAsync("/inbox?text=Lighthouse");
        await Assertions.Expect(rita.At("inbox-row")).ToHaveCountAsync(2);
        var forRita = await dana.ReportAsync("Lighthouse: the door is stuck", caller: "rita");
        await Assertions.Expect(dana.Page.GetByText("Caller: Rita Reed")).ToBeVisibleAsync();
        await Assertions.Expect(rita.Row(forRita)).ToBeVisibleAsync();
        await Assertions.Expect(rita.At("inbox-row").First).ToHaveAttributeAsync("data-number", urgent);
        Screen.NobodyComplains(rita, dana);
    }

    [Fact]
    public async Task An_agent_claims_talks_with_the_caller_resolves_and_the_caller_confirms()
    {
        await using var rita = await site.SignInAsync("rita");
        await using var dana = await site.SignInAsync("dana");
        var number = await rita.ReportAsync("The scanner eats pages");
        await dana.OpenAsync(number);

        // Who claims stops the response clock; what the process does not allow is shown with its reason.
        await Assertions.Expect(dana.Clock("Response")).ToHaveAttributeAsync("data-standing", "running");
        await Assertions.Expect(dana.At("option-hold")).ToBeDisabledAsync();
        await Assertions.Expect(dana.At("why-not-hold")).Not.ToBeEmptyAsync();
        await Assertions.Expect(dana.Page.Locator("[data-element-id=Task_accept].is-active")).ToBeVisibleAsync();
        await dana.AcceptAsync();
        await Assertions.Expect(dana.Clock("Response")).ToHaveAttributeAsync("data-standing", "stopped");
        await Assertions.Expect(dana.Clock("Response")).ToContainTextAsync("kept");
        await Assertions.Expect(dana.Page.Locator("[data-element-id=Task_work].is-active")).ToBeVisibleAsync();
        await rita.SeeStateAsync("In Progress");

        await dana.At("comment").FillAsync("Which drawer does it take them from?");
        await dana.At("send-comment").ClickAsync();
        await Assertions.Expect(rita.Line("Which drawer")).ToBeVisibleAsync();
        await dana.At("comment").FillAsync("She said the same of the last scanner.");
        await dana.At("send-note").ClickAsync();
        await Assertions.Expect(dana.Line("the last scanner")).ToContainTextAsync("internal note");

        await dana.At("option-hold").ClickAsync();
        await dana.At("field-hold_reason").SelectOptionAsync("1");
        await dana.At("action-confirm").ClickAsync();
        await rita.SeeStateAsync("On Hold");
        await Assertions.Expect(dana.Clock("Resolution")).ToHaveAttributeAsync("data-standing", "paused");

        await rita.PasteScreenshotAsync();
        await Assertions.Expect(rita.At("file")).ToContainTextAsync(".png");
        await Assertions.Expect(dana.At("file").Locator("img")).ToBeVisibleAsync();
        await rita.At("comment").FillAsync("From the lower one, see the picture.");
        await rita.At("send-comment").ClickAsync();
        await dana.SeeStateAsync("In Progress");
        await Assertions.Expect(dana.Clock("Resolution")).ToHaveAttributeAsync("data-standing", "running");

        await dana.ResolveAsync("Cleaned the rollers of the lower drawer.");
        await rita.At("option-confirm").ClickAsync();
        await rita.SeeStateAsync("Closed");
        await dana.SeeStateAsync("Closed");
        await Assertions.Expect(dana.At("archived")).ToBeVisibleAsync();
        await Assertions.Expect(rita.Line("the last scanner")).ToHaveCountAsync(0);
        Screen.NobodyComplains(rita, dana);
    }

    [Fact]
    public async Task An_agent_puts_on_hold_and_back_and_the_caller_reopens_what_was_not_solved()
    {
        await using var wang = await site.SignInAsync("wang");
        await using var dana = await site.SignInAsync("dana");
        var number = await wang.ReportAsync("The lift plays music");
        await dana.OpenAsync(number);
        await dana.AcceptAsync();
        await dana.At("option-hold").ClickAsync();
        await dana.At("field-hold_reason").SelectOptionAsync("4");
        await dana.At("action-confirm").ClickAsync();
        await dana.SeeStateAsync("On Hold");
        await dana.At("option-resume").ClickAsync();
        await dana.SeeStateAsync("In Progress");
        await dana.ResolveAsync("Turned it down.");

        await wang.SeeStateAsync("Resolved");
        await wang.At("option-reopen").ClickAsync();
        await wang.SeeStateAsync("In Progress");
        await Assertions.Expect(dana.Task("Task_work")).ToBeVisibleAsync();
        await Assertions.Expect(dana.Page.GetByTestId("value-reopen_count")).ToHaveTextAsync("1");
        Screen.NobodyComplains(wang, dana);
    }
}
