using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Access;

/// <summary>Coming in and leaving.</summary>
public sealed class SignInTests(Site site)
{
    [Fact]
    public async Task A_page_leads_to_signing_in_and_back()
    {
        await using var screen = await site.VisitAsync();
        await screen.Page.GotoAsync("/account");
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Uri(site.Address, "/sign-in?return=%2Faccount").ToString());
        await screen.SignInHereAsync("rita", site.PasswordOf("rita"));
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Uri(site.Address, "/account").ToString());
        await Assertions.Expect(screen.Page.GetByText("Rita Reed 李丽 · rita · Requester")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_a_sentence_in_the_persons_language()
    {
        await using var screen = await site.VisitAsync(new(Language: "zh-CN"));
        await screen.Page.GotoAsync("/sign-in");
        await screen.SignInHereAsync("rita", "not the password");
        await Assertions.Expect(screen.At("problem")).ToHaveTextAsync("用户名或密码不正确。密码连续输错五次后，账户将锁定五分钟。");
    }

    [Fact]
    public async Task A_link_cannot_lead_away_from_the_site()
    {
        await using var screen = await site.VisitAsync();
        await screen.Page.GotoAsync("/sign-in?return=https%3A%2F%2Fexample.com%2F");
        await screen.SignInHereAsync("wang", site.PasswordOf("wang"));
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Uri(site.Address, "/inbox").ToString());
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_sessions_of_other_browsers()
    {
        await using var here = await site.SignInAsync("petra", "/account");
        await using var there = await site.SignInAsync("petra", "/account");
        await here.At("sign-out-everywhere").ClickAsync();
        await Assertions.Expect(here.At("sign-in")).ToBeVisibleAsync();
        await there.Page.ReloadAsync();
        await Assertions.Expect(there.At("sign-in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Language_and_theme_are_switched_and_kept()
    {
        await using var screen = await site.VisitAsync();
        await screen.Page.GotoAsync("/sign-in");
        await screen.At("language").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("h1")).ToHaveTextAsync("登录");
        await screen.At("theme").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await screen.Page.ReloadAsync();
        await Assertions.Expect(screen.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        await Assertions.Expect(screen.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }
}
