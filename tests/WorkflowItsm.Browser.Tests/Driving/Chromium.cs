using Microsoft.Playwright;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Browser.Tests.Driving;

/// <summary>One Chromium of the system for all tests, started by the first that needs it. Where there is none, the test is skipped and says how to install it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // The machine that tests run on has neither a display nor a graphics card, and the browser is to call nobody by itself.
    private static readonly string[] s_flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started;

    public Chromium() => _started = new(StartAsync);

    /// <summary>The browser.</summary>
    public static string Path => Tool.Require("chromium", "chromium fonts-dejavu-core fonts-noto-cjk");

    /// <summary>A window of its own: no cookie of another.</summary>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options)
    {
        // Outside the lazy task: every test that needs the browser has to be skipped, not only the first.
        _ = Path;
        return await (await _started.Value).Browser.NewContextAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated) return;
        var (playwright, browser) = await _started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = s_flags }));
    }
}
