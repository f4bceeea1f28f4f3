using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Designer;

/// <summary>What process owners do in the editors, as they do it.</summary>
internal static class DesignerVerbs
{
    /// <summary>Opens a file in the designer, and waits for its editor.</summary>
    public static async Task EditAsync(this Screen screen, string path)
    {
        await screen.GoAsync($"/designer/{path}");
        await Assertions.Expect(screen.Page.Locator(".wi-editor-canvas, .fjs-form-editor, textarea.source").First).ToBeVisibleAsync();
    }

    /// <summary>An element of the drawing.</summary>
    public static ILocator Drawn(this Screen screen, string id) => screen.Page.Locator($".wi-process .djs-element[data-element-id={id}]");

    /// <summary>Waits until an element is the selected one.</summary>
    public static Task SeeSelectedAsync(this Screen screen, string id) =>
        Assertions.Expect(screen.Page.Locator($".wi-process .djs-element.selected[data-element-id={id}]")).ToHaveCountAsync(1);

    /// <summary>Does what a sign of the context pad of the selected element stands for.</summary>
    public static Task PadAsync(this Screen screen, string action) => screen.Page.Locator($".djs-context-pad [data-action='{action}']").First.ClickAsync();

    /// <summary>An entry of the properties panel, whose group is opened where it is closed.</summary>
    public static async Task<ILocator> EntryAsync(this Screen screen, string group, string entry)
    {
        var header = screen.Page.Locator($"[data-group-id=group-{group}] .bio-properties-panel-group-header").First;
        await Assertions.Expect(header).ToBeVisibleAsync();
        var found = screen.Page.Locator($"[id='bio-properties-panel-{entry}']");
        if (!await found.IsVisibleAsync()) await header.ClickAsync();
        await Assertions.Expect(found).ToBeVisibleAsync();
        return found;
    }

    /// <summary>Types into an entry of the properties panel.</summary>
    public static async Task TypeAsync(this Screen screen, string group, string entry, string text)
    {
        var found = await screen.EntryAsync(group, entry);
        await found.FillAsync(text);
        await found.BlurAsync();
    }

    /// <summary>Chooses in an entry of the properties panel.</summary>
    public static async Task ChooseAsync(this Screen screen, string group, string entry, string value) =>
        await (await screen.EntryAsync(group, entry)).SelectOptionAsync(value);

    /// <summary>Adds to a list of the properties panel.</summary>
    public static Task AddAsync(this Screen screen, string group) =>
        screen.Page.Locator($"[data-group-id=group-{group}] .bio-properties-panel-add-entry").First.ClickAsync();

    /// <summary>Publishes the draft of the page that is open.</summary>
    public static async Task PublishAsync(this Screen screen, string reason)
    {
        await screen.At("publish").ClickAsync();
        await screen.At("publish-reason").FillAsync(reason);
        await screen.At("publish-now").ClickAsync();
        await Assertions.Expect(screen.At("published")).ToBeVisibleAsync();
    }
}
