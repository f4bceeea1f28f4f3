using System.Text.Json.Nodes;
using Microsoft.Playwright;
using MimeKit;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Outbound.Tests;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Browser.Tests.Designer;

/// <summary>A process owner draws a task, chooses in the panel what does it, publishes, and the next incident reaches the other side.</summary>
public sealed class ConnectorStoryTests(Site shared)
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Theory]
    [InlineData("en", "Address *", "error: ")]
    [InlineData("zh-CN", "地址 *", "错误：")]
    public async Task A_webhook_that_is_drawn_and_published_is_signed_and_received(string language, string label, string error)
    {
        await using var receiver = await Receiver.StartAsync(Secret);
        await using var site = await shared.AnotherAsync(true,
            "--Outbound:Allow:0", "127.0.0.1", "--Outbound:Webhooks:crm:Secret", Secret, "--Outbound:Webhooks:crm:Hosts:0", "127.0.0.1");
        await using var olive = await OpenAsync(site, language);
        var task = await DrawAsync(olive);

        await olive.ChooseAsync("itsm-work", "itsm-work-by", "connector webhook");
        await Assertions.Expect(olive.Page.Locator("[data-group-id=group-itsm-work]").GetByText(label, new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Field(olive, "itsm-work-url").Locator(".bio-properties-panel-error")).ToContainTextAsync(error);
        await olive.TypeAsync("itsm-work", "itsm-work-url", $"\"{new Uri(receiver.Address, "/hooks")}\"");
        await olive.TypeAsync("itsm-work", "itsm-work-type", "\"incident.opened\"");
        await olive.TypeAsync("itsm-work", "itsm-work-data", "{number: number, priority: priority}");
        await olive.ChooseAsync("itsm-work", "itsm-work-secret", "\"crm\"");
        await olive.TypeAsync("itsm-work", "itsm-work-result", "told");
        await PublishAsync(olive, task);
        var number = (await site.SomeTicketAsync())["Number"];

        var post = await Eventually.See("the webhook", () => Task.FromResult(receiver.Posts.FirstOrDefault()));
        Assert.True(post.IsGenuine);
        Assert.Equal(("incident.opened", number), ((string?)JsonNode.Parse(post.Body)!["type"], (string?)JsonNode.Parse(post.Body)!["data"]!["number"]));
        Screen.NobodyComplains(olive);
    }

    [Fact]
    public async Task A_mail_that_is_drawn_and_published_is_handed_in_to_the_mail_server()
    {
        using var letterbox = new DataFolder();
        await using var smtp = await Aiosmtpd.StartAsync(letterbox.Sub("mail"));
        await using var site = await shared.AnotherAsync(true, [.. smtp.Settings]);
        await using var olive = await OpenAsync(site, "en");
        var task = await DrawAsync(olive);

        await olive.ChooseAsync("itsm-work", "itsm-work-by", "connector mail");
        await olive.TypeAsync("itsm-work", "itsm-work-to", "\"the supplier\"");
        await Assertions.Expect(Field(olive, "itsm-work-to").Locator(".bio-properties-panel-error")).ToContainTextAsync("'the supplier', which is no mail address");
        await olive.TypeAsync("itsm-work", "itsm-work-to", "\"supplier@example.org\"");
        await olive.TypeAsync("itsm-work", "itsm-work-subject", "\"Please look at \" + number");
        await olive.TypeAsync("itsm-work", "itsm-work-body", "\"It says: \" + short_description");
        await PublishAsync(olive, task);
        var number = (await site.SomeTicketAsync("The tape robot drops tapes"))["Number"];

        using var mail = await Eventually.See("the mail to the supplier", () => FindAsync(Path.Combine(letterbox.Sub("mail"), "new"), "supplier@example.org"));
        Assert.Equal(($"Please look at {number}", number), (mail.Subject, mail.Headers["X-Ticket"]));
        Assert.Contains("It says: The tape robot drops tapes", mail.TextBody, StringComparison.Ordinal);
        // To one address and of a ticket: a reply finds it.
        Assert.StartsWith($"{number}.", mail.MessageId, StringComparison.Ordinal);
        Screen.NobodyComplains(olive);
    }

    [Fact]
    public async Task What_a_call_activity_calls_is_chosen_among_the_published_processes()
    {
        await using var site = await shared.AnotherAsync();
        await using var olive = await OpenAsync(site, "en");
        await DrawAsync(olive, "replace-with-call-activity");
        await Assertions.Expect((await olive.EntryAsync("itsm-call", "itsm-calledElement")).Locator("option")).Not.ToHaveCountAsync(1);
        await olive.TypeAsync("itsm-call", "itsm-calledElement-text", "nothing-of-that-name");
        await Assertions.Expect(Field(olive, "itsm-calledElement-text").Locator(".bio-properties-panel-error")).ToContainTextAsync("no published process or global task has that id");
        await olive.ChooseAsync("itsm-call", "itsm-calledElement", "review");
        await Assertions.Expect(await olive.EntryAsync("itsm-call", "itsm-calledElement-text")).ToHaveValueAsync("review");
        await Assertions.Expect(Field(olive, "itsm-calledElement-text").Locator(".bio-properties-panel-error")).ToHaveCountAsync(0);
        Screen.NobodyComplains(olive);
    }

    private static async Task<Screen> OpenAsync(Site site, string language)
    {
        var olive = await site.SignInAsync("olive", "/designer/incident/incident.bpmn?element=Send_opened", new(Language: language));
        await olive.SeeSelectedAsync("Send_opened");
        return olive;
    }

    // Beside what happens anyway, when an incident has been opened.
    private static async Task<string> DrawAsync(Screen olive, string kind = "replace-with-service-task")
    {
        await olive.PadAsync("append.append-task");
        await Assertions.Expect(olive.Page.Locator(".djs-direct-editing-content")).ToBeVisibleAsync();
        await olive.Page.Keyboard.TypeAsync("Tell the supplier");
        await olive.Page.Keyboard.PressAsync("Enter");
        await olive.PadAsync("replace");
        await olive.Page.Locator($".djs-popup [data-id='{kind}']").ClickAsync();
        await Assertions.Expect(olive.Page.Locator($"[data-group-id=group-itsm-{(kind.EndsWith("service-task", StringComparison.Ordinal) ? "work" : "call")}]")).ToBeVisibleAsync();
        var task = (await olive.Page.Locator(".wi-process .djs-element.selected").First.GetAttributeAsync("data-element-id"))!;
        await olive.PadAsync("append.end-event");
        await olive.Drawn(task).Locator(".djs-hit").First.ClickAsync(new() { Force = true });
        await olive.SeeSelectedAsync(task);
        return task;
    }

    private static async Task PublishAsync(Screen olive, string task)
    {
        await Assertions.Expect(olive.Page.Locator("[data-group-id=group-itsm-work] .bio-properties-panel-error")).ToHaveCountAsync(0);
        await Assertions.Expect(olive.Page.Locator("[data-testid=findings] .is-error").Filter(new() { HasText = task })).ToHaveCountAsync(0);
        await olive.PublishAsync("The supplier hears of every incident");
    }

    private static ILocator Field(Screen olive, string entry) => olive.Page.Locator($"[data-entry-id='{entry}']");

    private static async Task<MimeMessage?> FindAsync(string folder, string to)
    {
        foreach (var file in Directory.GetFiles(folder))
        {
            var mail = await MimeMessage.LoadAsync(file);
            if (mail.To.Mailboxes.Any(one => one.Address == to)) return mail;
            mail.Dispose();
        }

        return null;
    }
}
