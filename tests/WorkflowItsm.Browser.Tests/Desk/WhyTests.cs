using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Desk;

/// <summary>Somebody asks afterwards why a table answered as it did.</summary>
public sealed class WhyTests(Site site)
{
    [Fact]
    public async Task The_timeline_says_of_every_row_why_it_decided_or_did_not()
    {
        var number = (await site.SomeTicketAsync("The clock in the hall runs backwards"))["Number"];
        await using var dana = await site.SignInAsync("dana", $"/tickets/{number}");
        var why = dana.At("why").Filter(new() { HasText = "Why: table Priority" }).First;
        await why.Locator("summary").First.ClickAsync();
        await Assertions.Expect(why.GetByTestId("why-priority-2-2")).ToContainTextAsync("matches");
        await Assertions.Expect(why.GetByTestId("why-priority-1-3")).ToContainTextAsync("Impact: wants 1, got 2 (Medium); Urgency: wants 3, got 2 (Medium)");

        await dana.At("language").ClickAsync();
        why = dana.At("why").Filter(new() { HasText = "依据：决策表 优先级" }).First;
        await why.Locator("summary").First.ClickAsync();
        await Assertions.Expect(why.GetByTestId("why-priority-2-2")).ToContainTextAsync("匹配");
        await Assertions.Expect(why.GetByTestId("why-priority-1-3")).ToContainTextAsync("影响：要求 1，实际为 2（中）；紧急程度：要求 3，实际为 2（中）");
        Screen.NobodyComplains(dana);
    }
}
