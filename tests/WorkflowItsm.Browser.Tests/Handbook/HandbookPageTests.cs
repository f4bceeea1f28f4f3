using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Itsm.Handbook;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Browser.Tests.Handbook;

/// <summary>The page of the handbook, against what the release says.</summary>
public sealed class HandbookPageTests(Site site)
{
    [Fact]
    public async Task Every_clause_is_there_with_what_keeps_it_and_the_open_ones_can_be_asked_for()
    {
        var entries = ClauseIndex.Of(site.Services.GetRequiredService<IDefinitions>().Current).Entries.Items;
        await using var ada = await site.SignInAsync("ada", "/handbook");
        var listed = ada.At("clauses").GetByRole(AriaRole.Listitem).And(ada.Page.Locator(".clause"));
        await Assertions.Expect(listed).ToHaveCountAsync(entries.Length);
        Assert.Equal(entries.Select(entry => entry.Clause.Id), await listed.Locator(".number").AllInnerTextsAsync());

        var incidents = ada.At("clause-H4.1.2");
        await Assertions.Expect(incidents.Locator(".kept")).ToHaveTextAsync("enforced");
        foreach (var named in (string[])["Clock: Response", "Step: Accept", "Table: Escalation"])
            await Assertions.Expect(incidents.GetByRole(AriaRole.List)).ToContainTextAsync(named);
        await Assertions.Expect(ada.At("clause-H5").Locator(".kept")).ToHaveTextAsync("partly");
        await Assertions.Expect(ada.At("clause-H5.1.2").Locator(".kept")).ToHaveTextAsync("not yet");

        await ada.At("filter-nothing").ClickAsync();
        await Assertions.Expect(ada.At("clause-H4.1.2")).ToHaveCountAsync(0);
        await Assertions.Expect(ada.At("clause-H5.1.2")).ToBeVisibleAsync();
        Assert.Equal(["not yet"], (await listed.Locator(".kept").AllInnerTextsAsync()).Distinct());
        Screen.NobodyComplains(ada);
    }

    [Theory]
    [InlineData("H4.1.2", "Accept", "[data-element-id=Task_accept].selected")]
    [InlineData("H5.3.1", "Team, row 1: Design and delivery of new projects", "tr td[data-row-id=team-project]")]
    public async Task A_link_leads_to_the_element_that_keeps_the_clause(string clause, string link, string shown)
    {
        await using var olive = await site.SignInAsync("olive", "/handbook");
        await olive.At($"clause-{clause}").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
        await Assertions.Expect(olive.Page.Locator(shown).First).ToBeVisibleAsync();
        Screen.NobodyComplains(olive);
    }

    [Fact]
    public async Task A_clause_that_a_schedule_keeps_leads_to_it()
    {
        await using var ada = await site.SignInAsync("ada", "/handbook#H7.1");
        await ada.At("clause-H7.1").GetByRole(AriaRole.Link, new() { Name = "Quarterly service management review" }).ClickAsync();
        await Assertions.Expect(ada.At("schedule-quarterly-review")).ToBeVisibleAsync();
        Screen.NobodyComplains(ada);
    }
}
