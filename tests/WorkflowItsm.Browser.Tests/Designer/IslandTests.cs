using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Designer;

/// <summary>What holds for all editors and viewers of bpmn.io.</summary>
public sealed class IslandTests(Site site)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_mark_of_bpmn_io_is_seen_in_every_editor_and_viewer(int width)
    {
        await using var admin = await site.SignInAsync("admin", "/designer/incident/incident.bpmn", new(Width: width));
        await SeeMarkAsync(admin, "[data-testid=editor-process-editor] .bjs-powered-by");
        await admin.EditAsync("decisions/classify.dmn");
        await SeeMarkAsync(admin, "[data-testid=editor-table-editor] .bjs-powered-by");
        await admin.EditAsync("decisions/classify.dmn?element=priority-1-1");
        await SeeMarkAsync(admin, "[data-testid=editor-table-editor] .bjs-powered-by");
        await admin.EditAsync("incident/forms/resolve.form");
        await SeeMarkAsync(admin, "[data-testid=editor-form-editor] .fjs-powered-by");
        await SeeMarkAsync(admin, "[data-testid=preview] .fjs-powered-by");
        await admin.GoAsync($"/tickets/{(await site.SomeTicketAsync())["Number"]}");
        await SeeMarkAsync(admin, "[data-testid=diagram] .bjs-powered-by");
        await SeeMarkAsync(admin, "[data-testid=form] .fjs-powered-by");
        Screen.NobodyComplains(admin);
    }

    // As seen as what can be clicked: it has a size, lies in the window and nothing lies over it.
    private static Task SeeMarkAsync(Screen screen, string mark) =>
        screen.Page.Locator(mark).Locator("visible=true").First.ClickAsync(new() { Trial = true });

    [Fact]
    public async Task A_link_leads_to_its_element_and_row()
    {
        await using var screen = await site.SignInAsync("ada", "/designer/incident/incident.bpmn?element=Task_confirm");
        await screen.SeeSelectedAsync("Task_confirm");
        await screen.GoAsync("/designer/decisions/classify.dmn?element=priority-3-1");
        await Assertions.Expect(screen.Page.Locator("td[data-row-id=priority-3-1]").First).ToBeVisibleAsync();
        await screen.GoAsync("/designer/decisions/escalate.dmn");
        await Assertions.Expect(screen.Page.Locator(".dmn-decision-table-container")).ToBeVisibleAsync();
        await screen.GoAsync("/handbook");
        var link = screen.Page.Locator("a[href*='incident.bpmn?element=Task_accept']").First;
        await link.ClickAsync();
        await screen.SeeSelectedAsync("Task_accept");
        Screen.NobodyComplains(screen);
    }
}
