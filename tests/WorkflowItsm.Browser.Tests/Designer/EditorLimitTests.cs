using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Designer;

/// <summary>A file that holds more than the table editor can.</summary>
public sealed class EditorLimitTests(Site shared)
{
    private const string Late =
        """
        <decision id="late" name="late" label="迟 / Late">
            <variable id="late-variable" name="late" />
            <filter id="late-filter">
              <in id="late-in"><literalExpression id="late-list"><text>[1, 2]</text></literalExpression></in>
              <match id="late-match"><literalExpression id="late-test"><text>item &gt; 1</text></literalExpression></match>
            </filter>
          </decision>
        """;

    [Fact]
    public async Task It_is_shown_for_reading_with_the_reason_tried_changed_as_text_and_published_without_loss()
    {
        await using var site = await shared.AnotherAsync();
        await using var owner = await site.SignInAsync("olive");
        await owner.EditAsync("decisions/classify.dmn");
        await Assertions.Expect(owner.At("editor-limits")).ToHaveCountAsync(0);
        await owner.At("toggle-source").ClickAsync();
        var text = (await owner.At("source").InputValueAsync())
            .Replace("https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/", StringComparison.Ordinal)
            .Replace("<decision id=\"class\"", $"{Late}\n  <decision id=\"class\"", StringComparison.Ordinal);
        await owner.At("source").FillAsync(text);
        await Assertions.Expect(owner.At("editor-limits")).ToContainTextAsync("'late' holds a boxed filter, which is newer than DMN 1.3; the table editor would drop it.");

        await owner.At("toggle-source").ClickAsync();
        await Assertions.Expect(owner.Page.Locator(".wi-editor-canvas").First).ToBeVisibleAsync();
        await owner.At("try-decision").SelectOptionAsync("late");
        await owner.At("try-run").ClickAsync();
        await Assertions.Expect(owner.At("try-value")).ToContainTextAsync("2");
        await owner.At("language").ClickAsync();
        await Assertions.Expect(owner.At("editor-limits")).ToContainTextAsync("它晚于 DMN 1.3");
        await owner.At("language").ClickAsync();

        await Assertions.Expect(owner.Page.Locator(".wi-editor-canvas").First).ToBeVisibleAsync();
        await owner.PublishAsync("Show what the editor cannot hold");
        await owner.At("toggle-source").ClickAsync();
        await Assertions.Expect(owner.At("source")).ToHaveValueAsync(text);
        Screen.NobodyComplains(owner);
    }
}
