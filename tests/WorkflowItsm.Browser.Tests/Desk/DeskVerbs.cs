using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Desk;

/// <summary>What people do with tickets, as they do it.</summary>
internal static partial class DeskVerbs
{
    private const string Picture =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    /// <summary>Reports something, and gives the number of the ticket that it became.</summary>
    /// <param name="screen">Whose window.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="urgent">Whether everybody's work stands still; else one person's can wait.</param>
    /// <param name="caller">For whom an agent does it; null for oneself.</param>
    public static async Task<string> ReportAsync(this Screen screen, string what, bool urgent = false, string? caller = null)
    {
        await screen.GoAsync("/report");
        if (caller is not null)
        {
            await screen.At("caller").FillAsync(caller[..2]);
            await screen.Page.Locator(".mud-popover-open .mud-list-item", new() { HasTextRegex = new($"^\\s*{caller}( ·|\\s*$)") }).ClickAsync();
            await Assertions.Expect(screen.At("caller")).ToHaveValueAsync(caller);
        }

        await screen.At("short_description").FillAsync(what);
        await screen.At("impact").SelectOptionAsync(urgent ? "1" : "3");
        await screen.At("urgency").SelectOptionAsync(urgent ? "1" : "3");
        await screen.At("send").ClickAsync();
        await Assertions.Expect(screen.Page).ToHaveURLAsync(TicketAddress());
        await Assertions.Expect(screen.At("title")).ToContainTextAsync(what);
        return await screen.At("number").InnerTextAsync();
    }

    /// <summary>Opens a ticket.</summary>
    public static async Task OpenAsync(this Screen screen, string number)
    {
        await screen.GoAsync($"/tickets/{number}");
        await Assertions.Expect(screen.At("number")).ToHaveTextAsync(number);
    }

    /// <summary>The row of a ticket in the inbox that is open.</summary>
    public static ILocator Row(this Screen screen, string number) => screen.Page.Locator($"[data-testid=inbox-row][data-number={number}]");

    /// <summary>Waits until a ticket is in a state, without reloading.</summary>
    public static Task SeeStateAsync(this Screen screen, string state) =>
        Assertions.Expect(screen.Page.Locator(".ticket-head").GetByTestId("state")).ToHaveTextAsync(state);

    /// <summary>Takes the open task and accepts the ticket.</summary>
    public static async Task AcceptAsync(this Screen screen)
    {
        await screen.At("claim").ClickAsync();
        await Assertions.Expect(screen.At("release")).ToBeVisibleAsync();
        await screen.At("option-accept").ClickAsync();
        await screen.SeeStateAsync("In Progress");
        await Assertions.Expect(screen.Task("Task_work")).ToBeVisibleAsync();
    }

    /// <summary>Resolves a ticket in progress.</summary>
    public static async Task ResolveAsync(this Screen screen, string notes)
    {
        var task = screen.Task("Task_work");
        await task.ChooseAsync("Close code", "Solution provided");
        await task.GetByLabel("Close notes").FillAsync(notes);
        await task.GetByTestId("option-resolve").ClickAsync();
        await screen.SeeStateAsync("Resolved");
    }

    /// <summary>The panel of a task.</summary>
    public static ILocator Task(this Screen screen, string element) => screen.Page.Locator($"[data-testid=task][data-element={element}]");

    /// <summary>Chooses in a list of a form of form-js.</summary>
    public static async Task ChooseAsync(this ILocator form, string label, string option)
    {
        await form.Locator(".fjs-form-field-select").Filter(new() { HasText = label }).Locator(".fjs-input-group").ClickAsync();
        await form.Locator(".fjs-dropdownlist-item").GetByText(option, new() { Exact = true }).ClickAsync();
    }

    /// <summary>The lines of the timeline that contain a text.</summary>
    public static ILocator Line(this Screen screen, string text) =>
        screen.Page.Locator("[data-testid=timeline] [data-testid=line]").Filter(new() { HasText = text });

    /// <summary>A clock of the open ticket: <c>Response</c> or <c>Resolution</c>.</summary>
    public static ILocator Clock(this Screen screen, string name) =>
        screen.Page.Locator(".ticket-head [data-testid=clock]").Filter(new() { HasText = name });

    /// <summary>Pastes a screenshot, as the clipboard of a browser gives it.</summary>
    public static Task PasteScreenshotAsync(this Screen screen) => screen.Page.EvaluateAsync(
        """
        picture => {
          const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0));
          const clipboard = new DataTransfer();
          clipboard.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
          document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
        }
        """, Picture);

    /// <summary>Chooses a file to attach.</summary>
    public static Task ChooseFileAsync(this Screen screen, string name, byte[] content) =>
        screen.At("attach").Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });

    [GeneratedRegex("/tickets/INC[0-9]+$")]
    private static partial Regex TicketAddress();
}
