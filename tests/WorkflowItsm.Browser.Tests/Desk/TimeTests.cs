using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Desk;

/// <summary>What time does to tickets; in a store of its own, whose clock is moved.</summary>
public sealed partial class TimeTests(Site others)
{
    [Fact]
    public async Task A_sample_alert_counts_down_is_late_and_escalated()
    {
        await using var site = await others.AnotherAsync();
        await using var admin = await site.SignInAsync("admin", "/demo");
        await using var omar = await site.SignInAsync("omar");
        await Assertions.Expect(omar.At("empty")).ToBeVisibleAsync();
        await admin.At("send-alert").ClickAsync();
        var row = omar.At("inbox-row");
        await Assertions.Expect(row).ToContainTextAsync("The disk of db-01.example.org will be full in 4 hours");
        var response = row.GetByTestId("clock").First;

        await Assertions.Expect(response).ToContainTextAsync("29 min left");
        await admin.At("forward-15m").ClickAsync();
        await Assertions.Expect(response).ToContainTextAsync("14 min left");
        await admin.At("forward-15m").ClickAsync();
        await Assertions.Expect(response).ToHaveAttributeAsync("data-breached", "true");
        await Assertions.Expect(response).ToContainTextAsync("over");
        // Seconds are shown near the goal, and go by without anybody doing anything.
        await Assertions.Expect(response).ToHaveTextAsync(Seconds());
        var now = await response.InnerTextAsync();
        await Assertions.Expect(response).Not.ToHaveTextAsync(now);

        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(omar.Page.Locator("[data-kind=clock-reached]").First).ToBeVisibleAsync();
        Screen.NobodyComplains(admin, omar);
    }

    [Fact]
    public async Task What_nobody_answers_closes_after_the_time_of_the_process_and_is_archived()
    {
        await using var site = await others.AnotherAsync();
        await using var rita = await site.SignInAsync("rita");
        await using var dana = await site.SignInAsync("dana");
        var number = await rita.ReportAsync("The coffee is cold");
        await dana.OpenAsync(number);
        await dana.AcceptAsync();
        await dana.ResolveAsync("It is warm now.");
        await rita.SeeStateAsync("Resolved");

        await using var admin = await site.SignInAsync("admin", "/demo");
        await admin.At("forward-3d").ClickAsync();
        await rita.SeeStateAsync("Closed");
        await Assertions.Expect(rita.At("archived")).ToBeVisibleAsync();
        await Assertions.Expect(dana.At("archived")).ToBeVisibleAsync();
        // It can be read, and nothing of it can be changed.
        foreach (var screen in new[] { rita, dana })
        {
            await Assertions.Expect(screen.At("line").First).ToBeVisibleAsync();
            foreach (var way in (string[])["comment", "attach", "edit-fields", "claim", "option-confirm", "option-reopen"])
                await Assertions.Expect(screen.At(way)).ToHaveCountAsync(0);
        }

        Screen.NobodyComplains(rita, dana, admin);
    }

    [GeneratedRegex("[0-9] s over")]
    private static partial Regex Seconds();
}
