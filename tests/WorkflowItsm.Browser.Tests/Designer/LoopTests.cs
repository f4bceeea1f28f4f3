using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Browser.Tests.Designer;

/// <summary>A task that goes through a list is set in the panel, in both languages, and published.</summary>
public sealed class LoopTests(Site shared)
{
    [Theory]
    [InlineData("en", "List, as FEEL")]
    [InlineData("zh-CN", "列表（FEEL）")]
    public async Task A_collection_is_set_in_the_panel_and_published(string language, string label)
    {
        await using var site = await shared.AnotherAsync();
        await using var olive = await site.SignInAsync("olive", "/designer/incident/incident.bpmn?element=Task_work", new(Language: language));
        await olive.SeeSelectedAsync("Task_work");
        await Assertions.Expect(olive.Page.Locator("[data-group-id=group-itsm-loop]")).ToHaveCountAsync(0);
        await olive.PadAsync("replace");
        await olive.Page.Locator(".djs-popup [data-id='toggle-parallel-mi']").ClickAsync();

        await olive.TypeAsync("itsm-loop", "itsm-loop-collection", "[\"network\", \"server\"]");
        await Assertions.Expect(olive.Page.Locator("[data-group-id=group-itsm-loop]").GetByText(label)).ToBeVisibleAsync();
        await olive.TypeAsync("itsm-loop", "itsm-loop-item", "part");
        await olive.TypeAsync("itsm-loop", "itsm-loop-result", "outcome");
        await olive.TypeAsync("itsm-loop", "itsm-loop-results", "outcomes");
        await Assertions.Expect(olive.Page.Locator("[data-testid=findings] .is-error")).ToHaveCountAsync(0);
        await olive.PublishAsync("Each part has its own task");

        var process = site.Services.GetRequiredService<IDefinitions>().Current.Processes.Single(process => process.Find("Task_work") is not null);
        var loop = Assert.IsType<Loop.MultiInstance>(process["Task_work"].Loop);
        Assert.Equal(
            ("[\"network\", \"server\"]", "part", "outcome", "outcomes"),
            (loop.Collection?.Text, loop.ItemVariable, loop.Result?.Text, loop.ResultVariable));
        Assert.Empty(olive.Complaints);
    }
}
