using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Browser.Tests.Desk;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Browser.Tests.Sweep;

/// <summary>Whatever people type is text on every page that shows it: in a store of its own, which is full of it.</summary>
public sealed class PayloadTests(Site others)
{
    private static readonly string s_all = string.Join('\n', Payloads.All);

    [Fact]
    public async Task No_text_that_anybody_typed_runs_or_fetches_anything()
    {
        await using var site = await others.AnotherAsync();
        await PublishAsync(site);
        await AddPeopleAsync(site);
        foreach (var payload in Payloads.All) await OpenAsync(site, payload);

        await using var admin = await site.SignInAsync("admin", "/report");
        var watch = new Watch(admin, site);
        await TypeAsync(admin);
        var number = await admin.At("number").InnerTextAsync();

        // Each stands in the inbox as it was written.
        var seen = new List<string>();
        for (var page = 1; seen.Count < Payloads.All.Count + 1; page++)
        {
            await watch.VisitAsync($"/inbox?page={page}");
            // The rows of a page come together, but on a busy machine not yet when the network is quiet.
            await Assertions.Expect(admin.Page.Locator(".inbox-ticket a").First).ToBeVisibleAsync();
            seen.AddRange(await admin.Page.Locator(".inbox-ticket a").AllInnerTextsAsync());
        }

        Assert.All(Payloads.All, payload => Assert.Contains(seen, row => Plain(row).Contains(Plain(payload), StringComparison.Ordinal)));
        foreach (var path in Pages.Of(site, new Dictionary<string, string> { ["Number"] = number, ["Name"] = "services", ["Path"] = "services.json" }).Except(["/sign-in", "/set-up", "/not-found"]))
            await watch.VisitAsync(path);

        await admin.OpenAsync(number);
        Assert.Equal(Plain(s_all), Plain(await admin.At("description").InnerTextAsync()));
        Assert.Equal(2, await admin.Page.Locator("[data-kind=comment], [data-kind=work-note]").CountAsync());
        await admin.At("edit-fields").ClickAsync();
        await Assertions.Expect(admin.At("field-close_notes")).ToBeVisibleAsync();
        await admin.At("language").ClickAsync();
        await Assertions.Expect(admin.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        await watch.VisitAsync($"/tickets/{number}");
        await watch.VisitAsync("/people");
        Screen.NobodyComplains(admin);
        Assert.Empty(watch.Wrong);
    }

    // By hand, as a person would: what a screen does before it sends counts too.
    private static async Task TypeAsync(Screen screen)
    {
        await screen.At("caller").FillAsync(Payloads.All[0]);
        await screen.At("short_description").FillAsync(Payloads.All[6]);
        await screen.At("description").FillAsync(s_all);
        await screen.At("send").ClickAsync();
        await Assertions.Expect(screen.At("number")).ToBeVisibleAsync();
        await screen.At("comment").FillAsync(s_all);
        await screen.At("send-comment").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-kind=comment]")).ToBeVisibleAsync();
        await screen.At("comment").FillAsync(s_all);
        await screen.At("send-note").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("[data-kind=work-note]")).ToBeVisibleAsync();
        await screen.ChooseFileAsync(Payloads.All[6] + ".txt", Encoding.UTF8.GetBytes(s_all));
        await Assertions.Expect(screen.At("file")).ToHaveCountAsync(1);
        await screen.GoAsync($"/inbox?text={Uri.EscapeDataString(Payloads.All[6])}&team={Uri.EscapeDataString(Payloads.All[0])}");
        await screen.Page.GoBackAsync();
        await Assertions.Expect(screen.At("number")).ToBeVisibleAsync();
    }

    private static async Task OpenAsync(Site site, string payload)
    {
        var runtime = site.Services.GetRequiredService<ICaseRuntime>();
        var fields = FeelContext.Of(
            ("short_description", payload), ("caller_id", payload), ("category", payload), ("cmdb_ci", payload), ("close_notes", payload), ("correlation_id", payload), ("impact", 2), ("urgency", 2));
        var opened = await runtime.SendAsync(new(TicketCore.StreamKind, runtime.NewCaseId(), new TicketCommand.Open("incident", null, fields), new("dana", Role.Agent)));
        Assert.IsType<CommandResult.Done>(opened);
    }

    private static async Task AddPeopleAsync(Site site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountBook>();
        for (var i = 0; i < Payloads.All.Count; i++) await accounts.AddAsync($"person{i}", Role.Requester, Payloads.All[i]);
    }

    private static async Task PublishAsync(Site site)
    {
        var services = Payloads.All.Select((payload, i) => new { id = $"s{i}", name = new { en = payload, zh = payload } });
        var files = new BundleFile[]
        {
            new("bundle.json", JsonSerializer.SerializeToUtf8Bytes(new { name = "services", title = new { en = Payloads.All[0], zh = Payloads.All[6] }, description = new { en = s_all, zh = s_all } })),
            new("services.json", JsonSerializer.SerializeToUtf8Bytes(new { services })),
        };
        var published = await site.Services.GetRequiredService<IDefinitions>().PublishAsync(new Publication("services", [.. files], new("olive", Role.ProcessOwner), s_all[..900], "screen"));
        Assert.True(published.Changed, string.Join(" ", published.Findings));
    }

    // Line breaks and blanks are the browser's to lay out.
    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    /// <summary>Watches a window for what must not happen.</summary>
    private sealed class Watch
    {
        private readonly Screen _screen;

        public Watch(Screen screen, Site site)
        {
            _screen = screen;
            screen.Page.Dialog += (_, dialog) => Wrong.Add($"a dialog: {dialog.Message}");
            screen.Page.Request += (_, request) =>
            {
                var to = new Uri(request.Url);
                if (to.Scheme is "http" or "https" or "ws" or "wss" && to.Authority != site.Address.Authority) Wrong.Add($"a request: {request.Url}");
            };
        }

        public List<string> Wrong { get; } = [];

        public async Task VisitAsync(string path)
        {
            await _screen.Page.GotoAsync(path);
            await Assertions.Expect(_screen.Page.Locator("h1").First).ToBeVisibleAsync();
            await _screen.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            if (await _screen.Page.EvaluateAsync<bool>("window.__ran !== undefined")) Wrong.Add($"{path}: a text ran as a script");
            if (await _screen.At("page-failed").CountAsync() > 0) Wrong.Add($"{path}: the page failed");
        }
    }
}
