using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Sweep;

/// <summary>Every page of the application in both languages and themes, wide and narrow, and as every role.</summary>
public sealed class SweepTests(SweepTests.Store store) : IClassFixture<SweepTests.Store>
{
    private static readonly string[] s_signedOut = ["/sign-in", "/set-up", "/not-found"];

    /// <summary>Pages that look quite different with another address.</summary>
    private static readonly string[] s_others =
        ["/inbox?view=closed", "/inbox?kind=review&view=all", "/designer/decisions/classify.dmn", "/designer/incident/forms/resolve.form", "/designer/incident/clocks.json", "/designer/none"];

    public static TheoryData<string, bool, int> Looks => new()
    {
        { "en", false, 1440 },
        { "zh-CN", true, 1440 },
        { "zh-CN", false, 390 },
        { "en", true, 390 },
    };

    /// <summary>A page neither fails nor complains, nor does it scroll sideways, nor does axe find anything serious; a Chinese one is Chinese.</summary>
    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_can_be_used(string language, bool dark, int width)
    {
        var look = new Look(language, dark, width);
        await using var screen = await Site.SignInAsync("admin", "/account", look);
        await using var visitor = await Site.VisitAsync(look);
        Nothing([.. await PageLook.AtAllAsync(screen, [.. await SignedInAsync(), .. s_others], "admin"), .. await PageLook.AtAllAsync(visitor, s_signedOut, "visitor")]);
    }

    /// <summary>What a role may not see is refused in words, not by a page that fails.</summary>
    [Theory]
    [InlineData("rita", "zh-CN", true, 390)]
    [InlineData("dana", "en", false, 390)]
    [InlineData("olive", "zh-CN", false, 1440)]
    [InlineData("ada", "en", true, 1440)]
    public async Task Every_role_meets_no_page_that_fails(string name, string language, bool dark, int width)
    {
        await using var screen = await Site.SignInAsync(name, "/account", new(language, dark, width));
        Nothing(await PageLook.AtAllAsync(screen, await SignedInAsync(), name));
    }

    /// <summary>A ticket's page shows another thing in every state, and another to its caller than to who works on it.</summary>
    [Theory]
    [InlineData("dana", "en", false, 1440)]
    [InlineData("dana", "zh-CN", true, 390)]
    [InlineData("rita", "zh-CN", false, 1440)]
    public async Task A_ticket_can_be_used_in_every_state(string name, string language, bool dark, int width)
    {
        await using var screen = await Site.SignInAsync(name, "/account", new(language, dark, width));
        Nothing(await PageLook.AtAllAsync(screen, [.. (await InEveryStateAsync()).Select(ticket => $"/tickets/{ticket.Number}"), "/tickets/INC0999999"], name));
    }

    private Site Site => store.Site;

    private static void Nothing(IReadOnlyList<string> wrong) => Assert.True(wrong.Count == 0, string.Join('\n', wrong));

    private async Task<IEnumerable<string>> SignedInAsync()
    {
        var number = new Dictionary<string, string>(StringComparer.Ordinal) { ["Number"] = (await OpenAsync()).Number };
        return Pages.Of(Site, number).Where(path => !s_signedOut.Contains(path));
    }

    private async Task<IReadOnlyList<TicketHand>> InEveryStateAsync()
    {
        var (accepted, onHold, resolved, reopened, closed, canceled) =
            (await OpenAsync(), await OpenAsync(), await OpenAsync(), await OpenAsync(), await OpenAsync(), await OpenAsync());
        foreach (var ticket in (TicketHand[])[accepted, onHold, resolved, reopened, closed])
        {
            await ticket.ClaimAsync("dana");
            await ticket.TakeAsync("dana", "accept");
        }

        await onHold.TakeAsync("dana", "hold", ("hold_reason", 1));
        foreach (var ticket in (TicketHand[])[resolved, reopened, closed])
            await ticket.TakeAsync("dana", "resolve", ("close_code", "Solution provided"), ("close_notes", "已更换墨盒。"));
        await reopened.TakeAsync("rita", "reopen");
        await closed.TakeAsync("rita", "confirm");
        await canceled.TakeAsync("dana", "cancel", ("close_notes", "重复报告。"));
        return [accepted, onHold, resolved, reopened, closed, canceled, await TicketHand.OpenAsync(Site, "review", "olive")];
    }

    private Task<TicketHand> OpenAsync() => TicketHand.OpenAsync(Site, "dana",
        ("short_description", "二楼的打印机打不出东西"), ("description", "从今天早上开始。"), ("caller_id", "rita"), ("business_service", "workplace"), ("impact", 2), ("urgency", 2));

    /// <summary>A store in which nobody else writes: what people type is in their language, and a Chinese page must hold no English.</summary>
    public sealed class Store(Site lender) : IAsyncLifetime
    {
        internal Site Site { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Site = await lender.AnotherAsync();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
