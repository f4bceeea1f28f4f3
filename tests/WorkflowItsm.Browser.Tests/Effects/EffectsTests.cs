using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Browser.Tests.Effects;

/// <summary>What was given up, seen and decided by people; in a store of its own, whose mails cannot be written.</summary>
public sealed class EffectsTests(Site others)
{
    [Fact]
    public async Task An_owner_retries_one_and_leaves_another_undone_while_an_auditor_only_looks()
    {
        await using var site = await others.AnotherAsync(isDemo: true, "--WorkflowItsm:EffectTries", "1");
        // A file where the folder of the mails should be: none can be written.
        await File.WriteAllTextAsync(site.Data.Pickup, "", TestContext.Current.CancellationToken);
        for (var n = 0; n < 2; n++) await TicketHand.OpenAsync(site, "rita", ("short_description", "Mail is down"), ("impact", 1), ("urgency", 1));
        var operations = site.Services.GetRequiredService<IOperations>();
        await Eventually.Holds("all mails to be given up", async () => await CountAsync(EffectState.Pending) == 0 && await CountAsync(EffectState.Dead) >= 2);
        var all = await CountAsync(EffectState.Dead);
        await using var olive = await site.SignInAsync("olive", "/effects");
        await using var ada = await site.SignInAsync("ada", "/effects");
        await using var dana = await site.SignInAsync("dana", "/inbox");
        await Assertions.Expect(dana.Page.Locator("a[href='/effects']")).ToHaveCountAsync(0);
        await Assertions.Expect(ada.Page.Locator("a[href='/effects']")).ToBeVisibleAsync();

        await Assertions.Expect(olive.At("effect")).ToHaveCountAsync(all);
        await Assertions.Expect(olive.At("reason").First).ToContainTextAsync("pickup");
        await Assertions.Expect(ada.At("effect").First).ToBeVisibleAsync();
        await Assertions.Expect(ada.At("retry")).ToHaveCountAsync(0);

        await olive.At("skip").First.ClickAsync();
        await Assertions.Expect(olive.At("skip-now")).ToBeDisabledAsync();
        await olive.Page.Locator("#skip-reason").FillAsync("Told by phone.");
        await olive.At("skip-now").ClickAsync();
        await Assertions.Expect(olive.At("effect")).ToHaveCountAsync(all - 1);
        File.Delete(site.Data.Pickup);
        await olive.At("retry").First.ClickAsync();
        await Assertions.Expect(olive.At("effect")).ToHaveCountAsync(all - 2);

        await olive.At("state-skipped").ClickAsync();
        await Assertions.Expect(olive.At("skipped-by")).ToHaveTextAsync("olive: Told by phone.");
        await olive.At("ticket").ClickAsync();
        await Assertions.Expect(olive.At("number")).ToContainTextAsync("INC000000");
        Screen.NobodyComplains(olive, ada, dana);

        async Task<int> CountAsync(EffectState state) => (await operations.EffectsAsync(state, 25, Actor.System)).Count;
    }
}
