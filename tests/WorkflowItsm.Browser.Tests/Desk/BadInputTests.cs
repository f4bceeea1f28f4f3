using System.Text;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Browser.Tests.Desk;

/// <summary>What goes wrong while people type and decide: nothing is lost, and a sentence stands where it belongs.</summary>
public sealed class BadInputTests(Site site)
{
    [Fact]
    public async Task A_session_that_ends_in_the_middle_of_a_ticket_keeps_what_was_typed()
    {
        await site.AddAsync("kim", Role.Agent, "service-desk");
        await using var kim = await site.SignInAsync("kim");
        await kim.OpenAsync((await site.SomeTicketAsync("The lamp hums"))["Number"]);
        await kim.AcceptAsync();
        await kim.Task("Task_work").GetByLabel("Close notes").FillAsync("Tightened the ring.");
        await kim.At("option-hold").ClickAsync();
        await kim.At("field-hold_reason").SelectOptionAsync("4");
        await kim.At("action-comment").FillAsync("The vendor sends a new lamp.");
        await kim.At("edit-fields").ClickAsync();
        await kim.At("field-cmdb_ci").FillAsync("lamp-7");
        await kim.At("comment").FillAsync("Half a sentence, and");

        await SignOutElsewhereAsync("kim");
        await kim.At("send-comment").ClickAsync();
        await Assertions.Expect(kim.At("session-ended")).ToBeVisibleAsync();
        await kim.SignInAgainAsync("kim", site.PasswordOf("kim"));

        await Assertions.Expect(kim.At("comment")).ToHaveValueAsync("Half a sentence, and");
        await Assertions.Expect(kim.Task("Task_work").GetByLabel("Close notes")).ToHaveValueAsync("Tightened the ring.");
        await Assertions.Expect(kim.At("field-hold_reason")).ToHaveValueAsync("4");
        await Assertions.Expect(kim.At("action-comment")).ToHaveValueAsync("The vendor sends a new lamp.");
        await Assertions.Expect(kim.At("field-cmdb_ci")).ToHaveValueAsync("lamp-7");

        // What is sent is no draft any more.
        await kim.At("send-comment").ClickAsync();
        await Assertions.Expect(kim.Line("Half a sentence, and")).ToBeVisibleAsync();
        await kim.At("save-fields").ClickAsync();
        await Assertions.Expect(kim.At("value-cmdb_ci")).ToHaveTextAsync("lamp-7");
        await kim.At("action-confirm").ClickAsync();
        await kim.SeeStateAsync("On Hold");
        await kim.Page.ReloadAsync();
        await Assertions.Expect(kim.Task("Task_work").GetByLabel("Close notes")).ToHaveValueAsync("Tightened the ring.");
        await Assertions.Expect(kim.At("comment")).ToHaveValueAsync("");
        await Assertions.Expect(kim.At("action-form")).ToHaveCountAsync(0);
        await Assertions.Expect(kim.At("edit-fields")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_session_that_ends_in_the_middle_of_a_report_keeps_it()
    {
        await site.AddAsync("ravi", Role.Requester);
        await using var ravi = await site.SignInAsync("ravi", "/report");
        await ravi.At("short_description").FillAsync("The projector shows everything in green");
        await ravi.At("description").FillAsync("Since this morning.\nEven the blue slides.");
        await ravi.At("impact").SelectOptionAsync("2");

        await SignOutElsewhereAsync("ravi");
        await ravi.At("send").ClickAsync();
        await Assertions.Expect(ravi.At("session-ended")).ToBeVisibleAsync();
        await ravi.SignInAgainAsync("ravi", site.PasswordOf("ravi"));

        await Assertions.Expect(ravi.At("short_description")).ToHaveValueAsync("The projector shows everything in green");
        await Assertions.Expect(ravi.At("description")).ToHaveValueAsync("Since this morning.\nEven the blue slides.");
        await Assertions.Expect(ravi.At("impact")).ToHaveValueAsync("2");
        await ravi.At("send").ClickAsync();
        await Assertions.Expect(ravi.At("title")).ToContainTextAsync("The projector");
        await ravi.GoAsync("/report");
        await Assertions.Expect(ravi.At("short_description")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Of_two_agents_who_act_at_once_the_second_sees_what_changed_and_decides_again()
    {
        var number = (await site.SomeTicketAsync("The bell rings twice"))["Number"];
        await using var dana = await site.SignInAsync("dana", $"/tickets/{number}");
        await using var zhao = await site.SignInAsync("zhao", $"/tickets/{number}");
        await dana.Task("Task_accept").GetByLabel("Category").FillAsync("bells");
        // The page knows of it once the draft is kept.
        await Eventually.Holds("the draft to be kept", () => dana.Page.EvaluateAsync<bool>("Object.keys(localStorage).some(key => key.includes('/task-'))"));
        await zhao.AcceptAsync();

        await Assertions.Expect(dana.At("changed")).ToContainTextAsync("Zhao Min");
        await dana.Task("Task_accept").GetByTestId("option-accept").ClickAsync();
        await Assertions.Expect(dana.At("changed")).ToContainTextAsync("Nothing was done");
        await Assertions.Expect(dana.Task("Task_accept").GetByLabel("Category")).ToHaveValueAsync("bells");
        await dana.At("decide-again").ClickAsync();
        await dana.SeeStateAsync("In Progress");
        await Assertions.Expect(dana.At("assignee")).ToContainTextAsync("Zhao Min");
        // The task is gone; what was typed into it is not.
        await Assertions.Expect(dana.At("typed")).ToContainTextAsync("Category: bells");
        Screen.NobodyComplains(zhao);
    }

    [Fact]
    public async Task A_file_that_a_ticket_does_not_take_is_refused_beside_its_name()
    {
        await using var own = await site.AnotherAsync(true, "--Attachments:MaxBytes", "1048576");
        await using var rita = await own.SignInAsync("rita");
        await rita.ReportAsync("The map is upside down");
        var refused = rita.At("attach").GetByRole(AriaRole.Alert);

        await rita.ChooseFileAsync("huge.txt", new byte[1_048_577]);
        await Assertions.Expect(refused).ToHaveTextAsync(["The file is larger than 1 MB. Attach a smaller one."]);
        await rita.ChooseFileAsync("fix.exe", [(byte)'M', (byte)'Z', 0, 1]);
        await Assertions.Expect(refused.Nth(1)).ToContainTextAsync("The content of 'fix.exe' is of a kind that tickets do not take; taken: a PNG image");
        await rita.ChooseFileAsync("screenshot.png", Encoding.UTF8.GetBytes("I am no picture."));
        await Assertions.Expect(refused.Nth(2)).ToContainTextAsync("The file is called 'screenshot.png', but its content is plain text");
        await rita.ChooseFileAsync("notes.txt", Encoding.UTF8.GetBytes("Turn it around."));
        await Assertions.Expect(rita.At("file")).ToContainTextAsync("notes.txt");
        await Assertions.Expect(rita.At("file")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("en", "Close notes", "Medium", "'impact' is '9'; expected one of 1 (High), 2 (Medium), 3 (Low).")]
    [InlineData("zh-CN", "关闭说明", "中", "“impact”的值是“9”，应为以下之一：1（高）、2（中）、3（低）。")]
    public async Task What_the_server_finds_wrong_stands_at_each_field(string language, string closeNotes, string impact, string wrong)
    {
        await using var omar = await site.SignInAsync("omar", look: new(language));
        await omar.OpenAsync((await site.SomeTicketAsync("The clock runs backwards"))["Number"]);
        var task = omar.Task("Task_accept");
        await task.GetByTestId("option-resolve").ClickAsync();
        var sentences = task.Locator(".fjs-form-field-error");
        await Assertions.Expect(sentences).ToHaveCountAsync(2);
        await Assertions.Expect(sentences.First).Not.ToBeEmptyAsync();
        await task.GetByLabel(closeNotes).FillAsync("Turned it around.");
        await Assertions.Expect(sentences).ToHaveCountAsync(1);

        // A field of the ticket itself, with a value that no honest browser sends: nothing of it is done.
        await omar.At("edit-fields").ClickAsync();
        await omar.At("field-impact").EvaluateAsync("list => list.add(new Option('Enormous', '9'))");
        await omar.At("field-impact").SelectOptionAsync("9");
        await omar.At("save-fields").ClickAsync();
        await Assertions.Expect(omar.At("problem-impact")).ToHaveTextAsync(wrong);
        await omar.At("fields").GetByRole(AriaRole.Button).Last.ClickAsync();
        await Assertions.Expect(omar.At("field-impact")).ToHaveCountAsync(0);
        await omar.Page.ReloadAsync();
        await Assertions.Expect(omar.At("value-impact")).ToHaveTextAsync(impact);
        Screen.NobodyComplains(omar);
    }

    private async Task SignOutElsewhereAsync(string name)
    {
        await using var elsewhere = await site.SignInAsync(name, "/account");
        await elsewhere.At("sign-out-everywhere").ClickAsync();
        await Assertions.Expect(elsewhere.At("sign-in")).ToBeVisibleAsync();
    }
}
