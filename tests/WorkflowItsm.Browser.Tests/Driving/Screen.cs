using Microsoft.Playwright;

namespace WorkflowItsm.Browser.Tests.Driving;

/// <summary>How a window looks.</summary>
/// <param name="Language">What the browser asks for: <c>en</c> or <c>zh-CN</c>.</param>
/// <param name="Dark">Whether the system is dark.</param>
/// <param name="Width">In pixels; 390 is a phone.</param>
public sealed record Look(string Language = "en", bool Dark = false, int Width = 1440)
{
    public override string ToString() => $"{(Language == "en" ? "en" : "zh")}-{(Dark ? "dark" : "light")}-{Width}";
}

/// <summary>A person's window. It keeps what the browser complains of: a script that failed, or that the page's policy forbade.</summary>
public sealed class Screen : IAsyncDisposable
{
    private const int Patience = 120_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Screen(IBrowserContext context, IPage page, Look look)
    {
        (_context, Page, Look) = (context, page, look);
        // How long a machine takes that builds something else meanwhile says nothing of the screens.
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    public Look Look { get; }

    /// <summary>What the browser complained of until now.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Fails when a browser complained.</summary>
    public static void NobodyComplains(params IEnumerable<Screen> screens) => Assert.Empty(screens.SelectMany(screen => screen.Complaints));

    public static async Task<Screen> OpenAsync(Chromium chromium, Uri site, Look look)
    {
        ArgumentNullException.ThrowIfNull(chromium);
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(look);
        var context = await chromium.OpenAsync(new()
        {
            BaseURL = site.ToString(),
            Locale = look.Language,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = look.Width, Height = look.Width < 600 ? 844 : 900 },
        });
        // Chromium 156, driven so, takes no key and no click in a document before which another, itself the answer to a
        // form, said goodbye by POST as Blazor does. Without that the server notices by the closed connection.
        await context.AddInitScriptAsync("navigator.sendBeacon = () => true;");
        return new(context, await context.NewPageAsync(), look);
    }

    /// <summary>Another page of the same window. It ends with the window.</summary>
    public async Task<Screen> BesideAsync() => new(_context, await _context.NewPageAsync(), Look);

    public ILocator At(string testId) => Page.GetByTestId(testId);

    /// <summary>Goes to a page and waits until it can be used.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Assertions.Expect(Page.Locator("h1").First).ToBeVisibleAsync();
    }

    /// <summary>
    /// Where <c>WORKFLOWITSM_SHOTS</c> names a folder, keeps there what the window shows, to be looked at; the name gets the look added.
    /// </summary>
    /// <param name="name">The name of the file; of a path only its words count.</param>
    /// <param name="whole">Whether the page is kept down to its end, not only as far as the window goes.</param>
    public async Task PictureAsync(string name, bool whole = true)
    {
        if (Environment.GetEnvironmentVariable("WORKFLOWITSM_SHOTS") is not { Length: > 0 } folder) return;
        var words = string.Join('-', name.Split(['/', '?', '=', '&', '.', '#'], StringSplitOptions.RemoveEmptyEntries));
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{words}-{Look}.png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>Signs in through the form, and goes on to <paramref name="path"/>.</summary>
    public async Task SignInAsync(string name, string password, string path)
    {
        await Page.GotoAsync($"/sign-in?return={Uri.EscapeDataString(path)}");
        await SignInHereAsync(name, password);
        await Assertions.Expect(Page.Locator("h1").First).ToBeVisibleAsync();
    }

    /// <summary>Signs in at the form that is shown, as a person does.</summary>
    public async Task SignInHereAsync(string name, string password)
    {
        await Page.FillAsync("#name", name);
        await Page.FillAsync("#password", password);
        await At("sign-in").ClickAsync();
    }

    /// <summary>Signs in again where the session ended: over the link that the page shows then, back to that page.</summary>
    public async Task SignInAgainAsync(string name, string password)
    {
        await At("sign-in-again").ClickAsync();
        await SignInHereAsync(name, password);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
