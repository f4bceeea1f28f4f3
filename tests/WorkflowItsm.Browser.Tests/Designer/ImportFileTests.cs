using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Browser.Tests.Designer;

public sealed class ImportFileTests(Site site)
{
    private static string Sample(string name) => RepositoryRoot.PathOf("tests", "WorkflowItsm.Bpmn.Tests", "Import", "Files", $"{name}.bpmn");

    [Theory]
    [InlineData("en", 1440, "Apply the 22 mechanical changes and open")]
    [InlineData("en", 390, "Apply the 22 mechanical changes and open")]
    [InlineData("zh-CN", 1440, "应用 22 项机械更改并打开")]
    [InlineData("zh-CN", 390, "应用 22 项机械更改并打开")]
    public async Task A_process_of_another_engine_is_told_what_has_to_change(string language, int width, string button)
    {
        await using var owner = await site.SignInAsync("olive", "/designer/review", new Look(language, Width: width));
        await ExamineAsync(owner);
        await Assertions.Expect(owner.At("import-apply")).ToContainTextAsync(button);
        Assert.False(await owner.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"), "The page is wider than its window.");
        await owner.PictureAsync("import");

        await owner.At("import-cancel").ClickAsync();
        await Assertions.Expect(owner.At("import-summary")).ToHaveCountAsync(0);
        Assert.Empty(owner.Complaints);
    }

    [Fact]
    public async Task It_opens_with_the_mechanical_changes_made_and_its_forms_beside_it()
    {
        await using var owner = await site.SignInAsync("olive", "/designer/review");
        await ExamineAsync(owner);
        await owner.At("import-apply").ClickAsync();
        await owner.Page.WaitForURLAsync("**/designer/review/camunda7-invoice.bpmn");
        await Assertions.Expect(owner.At("editor-process-editor").Locator(".wi-editor-canvas")).ToBeVisibleAsync();
        await Assertions.Expect(owner.At("finding-script-format")).ToBeVisibleAsync();
        await RevertAsync(owner);

        // The files that came with it, one after the other.
        var added = owner.Page.Locator("li:has(.changed) a[data-testid^='file-']");
        await Assertions.Expect(owner.At("file-forms/approve.form")).ToBeVisibleAsync();
        for (var left = await added.CountAsync(); left > 0; left--)
        {
            await Assertions.Expect(added).ToHaveCountAsync(left);
            await added.First.ClickAsync();
            await Assertions.Expect(owner.At("editor-form-editor")).ToBeVisibleAsync();
            await RevertAsync(owner);
        }

        await Assertions.Expect(owner.At("draft")).ToHaveCountAsync(0);
        Assert.Empty(owner.Complaints);
    }

    [Fact]
    public async Task A_file_that_is_no_process_says_why_and_is_not_opened()
    {
        await using var owner = await site.SignInAsync("olive", "/designer/review");
        await owner.At("import-file").ClickAsync();
        await (await ChooserAsync(owner)).SetInputFilesAsync(new FilePayload { Name = "page.bpmn", MimeType = "text/xml", Buffer = "<html/>"u8.ToArray() });
        await Assertions.Expect(owner.At("finding-not-bpmn")).ToBeVisibleAsync();
        await Assertions.Expect(owner.At("import-as-it-is")).ToHaveCountAsync(0);
        await (await ChooserAsync(owner)).SetInputFilesAsync(new FilePayload { Name = "review.bpmn", MimeType = "text/xml", Buffer = "<html/>"u8.ToArray() });
        await Assertions.Expect(owner.At("import-problem")).ToContainTextAsync("review.bpmn");
        Assert.Empty(owner.Complaints);
    }

    /// <summary>A file that was added is gone when it is put back, also when its editor has something on its way; what is left is the bundle.</summary>
    [Fact]
    public async Task Putting_back_a_file_that_was_added_leads_to_its_bundle_whatever_the_editor_still_sends()
    {
        await using var owner = await site.SignInAsync("olive", "/designer/review");
        for (var round = 0; round < 5; round++)
        {
            await ExamineAsync(owner);
            await owner.At("import-apply").ClickAsync();
            await owner.Page.WaitForURLAsync("**/designer/review/camunda7-invoice.bpmn");
            await owner.At("toggle-source").ClickAsync();
            var source = owner.At("editor-source").Locator("textarea");
            await source.PressSequentiallyAsync("<!-- -->", new() { Delay = 20 });
            // The button and the editor's own announcement come at once.
            await owner.Page.EvaluateAsync("""
                () => new Promise(done => setTimeout(() => { document.querySelector("[data-testid='revert']").click(); done(); }, 390))
                """);
            await Assertions.Expect(owner.At("no-file")).ToHaveCountAsync(0);
            await owner.Page.WaitForURLAsync("**/designer/review");
            await Assertions.Expect(owner.At("file-camunda7-invoice.bpmn")).ToHaveCountAsync(0);
            await owner.At("discard").ClickAsync();
            await owner.Page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Discard", Exact = true }).ClickAsync();
            await Assertions.Expect(owner.At("draft")).ToHaveCountAsync(0);
        }

        Assert.Empty(owner.Complaints);
    }

    private static async Task RevertAsync(Screen owner)
    {
        await owner.At("revert").ClickAsync();
        await owner.Page.WaitForURLAsync("**/designer/review");
    }

    /// <summary>The input for a file once the framework listens to it, which is a moment after it is drawn: sooner than any person.</summary>
    private static async Task<ILocator> ChooserAsync(Screen owner)
    {
        var chooser = owner.At("import-choose");
        await owner.Page.WaitForFunctionAsync("input => input._blazorInputFileNextFileId !== undefined", await chooser.ElementHandleAsync());
        return chooser;
    }

    private static async Task ExamineAsync(Screen owner)
    {
        await owner.At("import-file").ClickAsync();
        await (await ChooserAsync(owner)).SetInputFilesAsync(Sample("camunda7-invoice"));
        await Assertions.Expect(owner.At("import-summary")).ToContainTextAsync("Camunda 7");
        await Assertions.Expect(owner.At("finding-import-topic")).ToContainTextAsync("pay-invoice");
    }
}
