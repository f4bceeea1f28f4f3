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
        if (Environment.GetEnvironmentVariable("WORKFLOWITSM_IMPORT_PICTURES") is { Length: > 0 } folder)
            await owner.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"import-{owner.Look}.png"), FullPage = true });

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
        await owner.GoAsync("/designer/review");
        await Assertions.Expect(owner.At("file-forms/approve.form")).ToBeVisibleAsync();

        await owner.At("discard").ClickAsync();
        await owner.Page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Discard", Exact = true }).ClickAsync();
        await Assertions.Expect(owner.At("draft")).ToHaveCountAsync(0);
        Assert.Empty(owner.Complaints);
    }

    [Fact]
    public async Task A_file_that_is_no_process_says_why_and_is_not_opened()
    {
        await using var owner = await site.SignInAsync("olive", "/designer/review");
        await owner.At("import-file").ClickAsync();
        await owner.At("import-choose").SetInputFilesAsync(new FilePayload { Name = "page.bpmn", MimeType = "text/xml", Buffer = "<html/>"u8.ToArray() });
        await Assertions.Expect(owner.At("finding-not-bpmn")).ToBeVisibleAsync();
        await Assertions.Expect(owner.At("import-as-it-is")).ToHaveCountAsync(0);
        await owner.At("import-choose").SetInputFilesAsync(new FilePayload { Name = "review.bpmn", MimeType = "text/xml", Buffer = "<html/>"u8.ToArray() });
        await Assertions.Expect(owner.At("import-problem")).ToContainTextAsync("review.bpmn");
        Assert.Empty(owner.Complaints);
    }

    private static async Task ExamineAsync(Screen owner)
    {
        await owner.At("import-file").ClickAsync();
        await owner.At("import-choose").SetInputFilesAsync(Sample("camunda7-invoice"));
        await Assertions.Expect(owner.At("import-summary")).ToContainTextAsync("Camunda 7");
        await Assertions.Expect(owner.At("finding-import-topic")).ToContainTextAsync("pay-invoice");
    }
}
