using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Designer;

/// <summary>A process owner works on a table: sees why it answers as it does, what is wrong with it, and what a change changes. Each test has a store of its own.</summary>
public sealed class TableTests(Site shared)
{
    private const string Failed = "rgb(251, 227, 225)";
    private const string Matched = "rgb(215, 239, 220)";

    [Fact]
    public async Task A_trial_says_of_every_row_whether_it_matches_and_why_not()
    {
        await using var site = await shared.AnotherAsync();
        await using var owner = await OpenAsync(site);
        await Assertions.Expect(owner.At("try-decision").Locator("option")).ToHaveTextAsync(["Priority", "Incident class"]);
        await TryAsync(owner, "1", "2");
        await Assertions.Expect(owner.At("try-value")).ToHaveTextAsync("2");
        await Assertions.Expect(owner.At("why-priority-1-2")).ToContainTextAsync("matches");
        await Assertions.Expect(owner.At("why-priority-2-3")).ToContainTextAsync("Impact: wants 2, got 1; Urgency: wants 3, got 2");
        await Assertions.Expect(Cell(owner, "priority-2-3-when-impact")).ToHaveCSSAsync("background-color", Failed);
        await Assertions.Expect(Cell(owner, "priority-1-2-when-impact")).ToHaveCSSAsync("background-color", Matched);
        await owner.At("why-priority-3-1").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(Cell(owner, "priority-3-1-when-impact")).ToHaveCSSAsync("background-color", "rgb(255, 243, 196)");

        await owner.At("try-decision").SelectOptionAsync("class");
        await owner.At("try-run").ClickAsync();
        await Assertions.Expect(owner.At("explained")).ToHaveCountAsync(2);
        await Assertions.Expect(owner.At("why-class-normal")).ToContainTextAsync("got 2");

        await owner.At("language").ClickAsync();
        await Assertions.Expect(owner.At("try-decision").Locator("option")).ToHaveTextAsync(["优先级", "事件分类"]);
        await TryAsync(owner, "1", "2");
        await Assertions.Expect(owner.At("why-priority-2-3")).ToContainTextAsync("影响：要求 2，实际为 1；紧急程度：要求 3，实际为 2");
        Screen.NobodyComplains(owner);
    }

    [Fact]
    public async Task A_gap_is_tried_and_closed_with_a_row_where_it_is_shown()
    {
        await using var site = await shared.AnotherAsync();
        await using var owner = await OpenAsync(site);
        await RewriteAsync(owner, text =>
        {
            var (from, to) = (text.IndexOf("<rule id=\"priority-3-3\"", StringComparison.Ordinal), text.IndexOf("<rule id=\"class-urgent\"", StringComparison.Ordinal));
            var end = text.IndexOf("</rule>", from, StringComparison.Ordinal) + "</rule>".Length;
            Assert.True(end < to);
            return text.Remove(from, end - from);
        });
        var gap = owner.Page.Locator(".wi-editor-rest p", new() { HasText = "no row answers for Impact 3, Urgency 3" });
        await gap.GetByTestId("finding-try").ClickAsync();
        await Assertions.Expect(owner.At("try-none")).ToBeVisibleAsync();
        await Assertions.Expect(owner.At("try-urgency")).ToHaveValueAsync("3");
        await gap.GetByTestId("finding-add").ClickAsync();
        var answer = owner.Page.Locator("td.output-cell[data-row-id^=DecisionRule_]");
        await answer.ClickAsync();
        await owner.Page.Keyboard.TypeAsync("5");
        await owner.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(gap).ToHaveCountAsync(0);
        await Assertions.Expect(owner.At("try-value")).ToHaveTextAsync("5");
        Screen.NobodyComplains(owner);
    }

    [Fact]
    public async Task Rows_that_overlap_are_marked_tried_and_keep_it_from_being_published_and_the_change_is_told_by_its_answers()
    {
        await using var site = await shared.AnotherAsync();
        await using var owner = await OpenAsync(site);
        await RewriteAsync(owner, text => Between(text, "priority-2-3", "<text>3</text>\n        </inputEntry>\n        <outputEntry", "<text>2</text>\n        </inputEntry>\n        <outputEntry"));
        var overlap = owner.Page.Locator(".wi-editor-rest p", new() { HasText = "rows 5 and 6 match together" });
        await Assertions.Expect(owner.Page.Locator("td.rule-index[data-row-id=priority-2-2]")).ToHaveCSSAsync("outline-style", "solid");
        await overlap.GetByTestId("finding-try").ClickAsync();
        await Assertions.Expect(owner.At("why-priority-2-2")).ToContainTextAsync("matches");
        await Assertions.Expect(owner.At("why-priority-2-3")).ToContainTextAsync("matches");
        await owner.At("publish").ClickAsync();
        await Assertions.Expect(owner.At("publish-now")).ToBeDisabledAsync();
        var changes = owner.Page.Locator(".mud-dialog").GetByTestId("table-change-priority").GetByTestId("answer-change");
        await Assertions.Expect(changes.Filter(new() { HasText = "Impact 2, Urgency 2" })).ToContainTextAsync("3 (row 5)");
        await Assertions.Expect(changes.Filter(new() { HasText = "Impact 2, Urgency 3" })).ToContainTextAsync("4 (row 6) nothing (no row)");
        await Assertions.Expect(owner.Page.Locator(".mud-dialog").GetByTestId("finding-table-overlap")).ToContainTextAsync("Table 'Priority': for Impact 2, Urgency 2 rows 5 and 6 match together");
        Screen.NobodyComplains(owner);
    }

    [Fact]
    public async Task Rows_go_to_a_spreadsheet_and_come_back()
    {
        await using var site = await shared.AnotherAsync();
        await using var owner = await OpenAsync(site);
        var rows = owner.Page.Locator("td.rule-index");
        await Assertions.Expect(rows).ToHaveCountAsync(9);
        await owner.At("copy-rows").ClickAsync();
        await Assertions.Expect(owner.Page.Locator(".wi-table-told")).ToContainTextAsync("Rows copied: 9");
        await owner.At("paste-rows").ClickAsync();
        await owner.At("paste-rows-text").PressAsync("Control+V");
        await Assertions.Expect(owner.At("paste-rows-text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^1\t1\t1\t\n1\t2\t2\t"));

        await owner.At("paste-rows-text").FillAsync("1\t2\n");
        await owner.At("paste-rows-insert").ClickAsync();
        await Assertions.Expect(owner.Page.Locator(".wi-table-told")).ToHaveTextAsync("Row 1 has 2 cells; this table takes 3, or 4 with the annotation. Nothing was inserted.");
        await Assertions.Expect(rows).ToHaveCountAsync(9);

        await owner.At("paste-rows-text").FillAsync("1\t1,2\t1\t\"机房, 夜间\"\n\"2\"\t\"[1..3]\"\t4\n");
        await owner.At("paste-rows-insert").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(11);
        await Assertions.Expect(owner.Page.Locator("td.annotation").Filter(new() { HasText = "机房, 夜间" })).ToHaveCountAsync(1);
        await owner.Page.Locator(".wi-editor-tools button").First.ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(9);
        Screen.NobodyComplains(owner);
    }

    private static async Task<Screen> OpenAsync(Site site)
    {
        var screen = await site.SignInAsync("olive", "/designer/decisions/classify.dmn?element=priority-1-1");
        await Assertions.Expect(Cell(screen, "priority-1-1-when-impact")).ToBeVisibleAsync();
        return screen;
    }

    // A change of many cells at once: in the text of the file.
    private static async Task RewriteAsync(Screen owner, Func<string, string> change)
    {
        await owner.At("toggle-source").ClickAsync();
        var text = await owner.At("source").InputValueAsync();
        await owner.At("source").FillAsync(change(text));
        await owner.At("toggle-source").ClickAsync();
        await Assertions.Expect(Cell(owner, "priority-1-1-when-impact")).ToBeVisibleAsync();
    }

    private static string Between(string text, string id, string from, string to)
    {
        var at = text.IndexOf(from, text.IndexOf($"<rule id=\"{id}\"", StringComparison.Ordinal), StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
    }

    private static ILocator Cell(Screen screen, string id) => screen.Page.Locator($"td[data-element-id='{id}']");

    private static async Task TryAsync(Screen screen, string impact, string urgency)
    {
        await screen.At("try-impact").SelectOptionAsync(impact);
        await screen.At("try-urgency").SelectOptionAsync(urgency);
    }
}
