using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Browser.Tests.Designer;

public sealed class ImportFileTests(Site site)
{
    private static string Sample(string name) => RepositoryRoot.PathOf("tests", "WorkflowItsm.Bpmn.Tests", "Import", "Files", $"{name}.bpmn");

    [Theory]
    [InlineData("en", 1440, "Apply the 22 mechanical changes and open")]
    [InlineData("zh-CN", 390, "应用 22 项机械更改并打开")]
    public async Task A_process_of_another_engine_is_told_what_has_to_change_and_opens_with_the_mechanical_changes_made(string language, int width, string button)
    {
        await using var owner = await site.SignInAsync("olive", "/designer/review", new Look(language, Width: width));
        await owner.At("import-file").ClickAsync();
        await owner.At("import-choose").SetInputFilesAsync(Sample("camunda7-invoice"));
        await Assertions.Expect(owner.At("import-summary")).ToContainTextAsync("Camunda 7");
        await Assertions.Expect(owner.At("finding-import-topic")).ToContainTextAsync("pay-invoice");
        await Assertions.Expect(owner.At("import-apply")).ToContainTextAsync(button);
        Assert.False(await owner.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"), "The page is wider than its window.");
        if (Environment.GetEnvironmentVariable("WORKFLOWITSM_IMPORT_PICTURES") is { Length: > 0 } folder)
            await owner.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"import-{owner.Look}.png"), FullPage = true });

        await owner.At("import-apply").ClickAsync();
        await owner.Page.WaitForURLAsync("**/designer/review/camunda7-invoice.bpmn");
        await Assertions.Expect(owner.At("editor-process-editor").Locator(".wi-editor-canvas")).ToBeVisibleAsync();
        await owner.GoAsync("/designer/review");
        await Assertions.Expect(owner.At("file-forms/approve.form")).ToBeVisibleAsync();
        Assert.Empty(owner.Complaints);

        foreach (var (path, editor) in ((string, string)[])[("camunda7-invoice.bpmn", "editor-process-editor"), ("forms/approve.form", "editor-form-editor")])
        {
            await owner.GoAsync($"/designer/review/{path}");
            await Assertions.Expect(owner.At(editor).Locator(".wi-editor-canvas")).ToBeVisibleAsync();
            await owner.At("revert").ClickAsync();
            await owner.Page.WaitForURLAsync("**/designer/review");
        }
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
}
