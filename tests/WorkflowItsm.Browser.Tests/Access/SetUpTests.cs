using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Access;

/// <summary>The first start of a store.</summary>
public sealed partial class SetUpTests(Site others)
{
    [Fact]
    public async Task The_link_of_the_first_start_makes_one_administrator_and_is_dead_for_ever()
    {
        await using var site = await others.AnotherAsync(isDemo: false);
        var link = Link().Match(site.Announced).Value;
        await using var first = await site.VisitAsync();
        await first.Page.GotoAsync(link);
        await MakeAsync(first, "boss", "short and bad", "short and other");
        await Assertions.Expect(first.At("problem")).ToHaveTextAsync("The two new passwords are not the same; type them again.");
        await MakeAsync(first, "boss", "a long enough password", "a long enough password");
        await Assertions.Expect(first.At("empty")).ToBeVisibleAsync();
        await first.GoAsync("/people");
        await Assertions.Expect(first.At("add-person")).ToBeVisibleAsync();
        // Only a demo store has demo tools.
        await Assertions.Expect(first.Page.Locator("a[href='/demo']")).ToHaveCountAsync(0);

        await using var second = await site.VisitAsync();
        await DeadAsync(second, link);
        await using (var scope = site.Services.CreateAsyncScope())
        {
            Assert.True(await scope.ServiceProvider.GetRequiredService<AccountBook>().RemoveAsync("boss"));
        }

        await DeadAsync(second, link);
        Screen.NobodyComplains(first, second);
    }

    private static async Task MakeAsync(Screen screen, string name, string password, string again)
    {
        await screen.Page.FillAsync("#name", name);
        await screen.Page.FillAsync("#password", password);
        await screen.Page.FillAsync("#again", again);
        await screen.At("set-up").ClickAsync();
    }

    private static async Task DeadAsync(Screen screen, string link)
    {
        await screen.Page.GotoAsync(link);
        await Assertions.Expect(screen.At("problem")).ToHaveTextAsync("This link has been used, or is not the newest one. Ask an administrator for an account.");
        await Assertions.Expect(screen.At("set-up")).ToHaveCountAsync(0);
    }

    [GeneratedRegex("http://[^ ]+/set-up[^ ]+")]
    private static partial Regex Link();
}
