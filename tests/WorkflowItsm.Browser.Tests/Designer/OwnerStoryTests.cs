using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Desk;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Browser.Tests.Designer;

/// <summary>A process owner changes the process while people work; each test has a store of its own.</summary>
public sealed class OwnerStoryTests(Site shared)
{
    [Fact]
    public async Task A_second_level_drawn_in_the_browser_holds_for_the_next_incident_and_not_for_a_running_one()
    {
        await using var site = await shared.AnotherAsync();
        await using var dana = await site.SignInAsync("dana");
        var running = await dana.ReportAsync("The mail server refuses mails", caller: "rita");
        await dana.AcceptAsync();

        await using var olive = await site.SignInAsync("olive", "/designer/incident/incident.bpmn?element=Task_work");
        await olive.SeeSelectedAsync("Task_work");
        var second = await DrawSecondLevelAsync(olive);
        await SettleAsync(olive, second);

        await olive.At("publish").ClickAsync();
        await olive.At("publish-reason").FillAsync("Operations looks at every repair");
        await Assertions.Expect(olive.At("publish-now")).ToBeEnabledAsync();
        var clock = Stopwatch.StartNew();
        await olive.At("publish-now").ClickAsync();
        await Assertions.Expect(olive.At("published")).ToBeVisibleAsync();
        var next = (await site.SomeTicketAsync("The mail server is on fire"))["Number"];
        TestContext.Current.SendDiagnosticMessage($"From the click on publish to the next incident under the new version: {clock.ElapsedMilliseconds} ms.");
        Assert.Equal("Operations looks at every repair", site.Services.GetRequiredService<IDefinitions>().Bundles.Single(bundle => bundle.Bundle == "incident").Reason);

        await dana.OpenAsync(next);
        await dana.AcceptAsync();
        await dana.Task("Task_work").ChooseAsync("Close code", "Solution provided");
        await dana.Task("Task_work").GetByLabel("Close notes").FillAsync("Put out");
        await dana.Task("Task_work").GetByTestId("option-resolve").ClickAsync();
        await Assertions.Expect(dana.Task(second)).ToContainTextAsync("Second-level check");
        await using var omar = await site.SignInAsync("omar", $"/tickets/{next}");
        var task = omar.Task(second);
        await task.GetByTestId("claim").ClickAsync();
        await task.GetByTestId("option-good").ClickAsync();
        await omar.SeeStateAsync("Resolved");

        await dana.OpenAsync(running);
        await Assertions.Expect(dana.Task("Task_work")).ToBeVisibleAsync();
        await dana.ResolveAsync("It takes mails again");
        Screen.NobodyComplains(dana, olive, omar);
    }

    // Instead of the way from the first level to the end: a new task, and a way on from it.
    private static async Task<string> DrawSecondLevelAsync(Screen olive)
    {
        await olive.PadAsync("append.append-task");
        await Assertions.Expect(olive.Page.Locator(".djs-direct-editing-content")).ToBeVisibleAsync();
        await olive.Page.Keyboard.TypeAsync("Second-level check");
        await olive.Page.Keyboard.PressAsync("Enter");
        await olive.PadAsync("replace");
        await olive.Page.Locator(".djs-popup [data-id='replace-with-user-task']").ClickAsync();
        await Assertions.Expect(olive.Page.Locator("[data-group-id=group-itsm-task]")).ToBeVisibleAsync();
        var task = (await olive.Page.Locator(".wi-process .djs-element.selected").First.GetAttributeAsync("data-element-id"))!;
        await olive.PadAsync("connect");
        await olive.Drawn("End_handled").Locator(".djs-hit").First.ClickAsync(new() { Force = true });
        await Assertions.Expect(olive.Page.Locator(".wi-process .djs-connection.selected")).ToHaveCountAsync(1);
        await olive.EditAsync("incident/incident.bpmn?element=Flow_worked");
        await olive.SeeSelectedAsync("Flow_worked");
        await olive.PadAsync("delete");
        await Assertions.Expect(olive.Drawn("Flow_worked")).ToHaveCountAsync(0);
        await olive.Drawn(task).Locator(".djs-hit").First.ClickAsync(new() { Force = true });
        await olive.SeeSelectedAsync(task);
        return task;
    }

    // Everything of it in the panel; its team is wrong at first.
    private static async Task SettleAsync(Screen olive, string second)
    {
        await olive.TypeAsync("general", "itsm-nameZh", "二线检查");
        await olive.ChooseAsync("itsm-node", "itsm-state", "2");
        await olive.ChooseAsync("itsm-task", "itsm-task-form", "resolve");
        await olive.AddAsync("itsm-outcome");
        await olive.TypeAsync("itsm-outcome", $"{second}-itsm-outcome-0-id", "good");
        await olive.TypeAsync("itsm-outcome", $"{second}-itsm-outcome-0-name", "Good");
        await olive.TypeAsync("itsm-outcome", $"{second}-itsm-outcome-0-nameZh", "合格");
        await olive.ChooseAsync("itsm-outcome", $"{second}-itsm-outcome-0-state", "6");
        await olive.AddAsync("itsm-clause");
        await olive.ChooseAsync("itsm-clause", $"{second}-itsm-clause-0-ref", "H5.2.3");

        await olive.TypeAsync("itsm-task", "itsm-task-candidateTeam-text", "\"operations\" +");
        await Assertions.Expect(olive.Page.Locator(".wi-finding-sign.is-error").First).ToBeVisibleAsync();
        await Assertions.Expect(olive.Page.Locator("[data-testid=findings] .is-error").Filter(new() { HasText = second }).First).ToBeVisibleAsync();
        await olive.ChooseAsync("itsm-task", "itsm-task-candidateTeam", "\"operations\"");
        await Assertions.Expect(olive.Page.Locator(".wi-finding-sign.is-error")).ToHaveCountAsync(0);
        await Assertions.Expect(olive.Page.Locator("[data-testid=findings] .is-error")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_row_is_changed_in_its_table_and_tried_with_typed_and_with_past_input()
    {
        await using var site = await shared.AnotherAsync();
        var past = (await site.SomeTicketAsync())["Number"];
        await using var olive = await site.SignInAsync("olive", "/designer/decisions/classify.dmn?element=priority-2-2");
        var cell = olive.Page.Locator("td.output-cell[data-row-id=priority-2-2]");
        await cell.ClickAsync();
        await olive.Page.Keyboard.PressAsync("Control+A");
        await olive.Page.Keyboard.TypeAsync("2");
        await olive.Page.Keyboard.PressAsync("Escape");
        await olive.At("try-impact").SelectOptionAsync("2");
        await olive.At("try-urgency").SelectOptionAsync("2");
        await Assertions.Expect(olive.At("try-value")).ToHaveTextAsync("2");

        var row = olive.At($"past-{past}");
        await Assertions.Expect(row.GetByTestId("then")).ToHaveTextAsync("3");
        await Assertions.Expect(row.GetByTestId("now")).ToContainTextAsync("2");
        await olive.At("try-urgency").SelectOptionAsync("1");
        await row.GetByTestId("take").ClickAsync();
        await Assertions.Expect(olive.At("try-urgency")).ToHaveValueAsync("2");
        await olive.PublishAsync("Two things at half speed are urgent");

        await using var dana = await site.SignInAsync("dana");
        await dana.OpenAsync((await site.SomeTicketAsync("The next one"))["Number"]);
        await Assertions.Expect(dana.Page.Locator(".ticket-head").GetByTestId("priority")).ToContainTextAsync("P2");
        Screen.NobodyComplains(dana, olive);
    }

    [Fact]
    public async Task A_field_is_renamed_and_one_added_and_the_next_ticket_shows_both()
    {
        await using var site = await shared.AnotherAsync();
        await using var olive = await site.SignInAsync("olive", "/designer/incident/forms/resolve.form");
        var form = olive.Page.Locator(".fjs-form-container");
        await form.Locator("[data-id=Field_cmdb_ci]").ClickAsync(new() { Position = new() { X = 3, Y = 3 } });
        await olive.TypeAsync("general", "label", "Broken device");
        await olive.TypeAsync("chinese", "labelZh", "故障设备");
        await Assertions.Expect(olive.At("preview").GetByText("Broken device")).ToBeVisibleAsync();
        await olive.Page.Locator(".fjs-palette-field[data-field-type=textarea]").PressAsync("Enter");
        await form.Locator(".fjs-element:has(> .fjs-form-field-textarea)").Last.ClickAsync(new() { Position = new() { X = 3, Y = 3 } });
        await Assertions.Expect(form.Locator(".fjs-editor-selected")).ToContainTextAsync("Text area");
        await olive.TypeAsync("general", "label", "What was tried");
        await olive.TypeAsync("general", "key", "work_notes_summary");
        await Assertions.Expect(olive.At("preview").GetByText("What was tried")).ToBeVisibleAsync();
        await olive.PublishAsync("Say which device it was");

        await using var dana = await site.SignInAsync("dana");
        await dana.OpenAsync((await site.SomeTicketAsync())["Number"]);
        await dana.AcceptAsync();
        await Assertions.Expect(dana.Task("Task_work").GetByLabel("Broken device")).ToBeVisibleAsync();
        await Assertions.Expect(dana.Task("Task_work").GetByLabel("What was tried")).ToBeVisibleAsync();
        await dana.At("language").ClickAsync();
        await Assertions.Expect(dana.Task("Task_work").GetByLabel("故障设备")).ToBeVisibleAsync();
        Screen.NobodyComplains(dana, olive);
    }
}
