using Bunit;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Web.Effects;
using WorkflowItsm.Web.Tests.Desk;

namespace WorkflowItsm.Web.Tests.Effects;

/// <summary>The list of what was given up, by itself.</summary>
public sealed class EffectListTests : Pages
{
    private static readonly DateTimeOffset s_time = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);
    private readonly List<string> _asked = [];

    [Theory]
    [InlineData("en", "Mail to ops@example.org", "The server is down.", "Try again", "Leave undone")]
    [InlineData("zh-Hans", "邮件： ops@example.org", "服务器不可用。", "重试", "不再执行")]
    public void What_was_given_up_says_what_why_and_what_can_be_decided(string language, string title, string reason, string retry, string skip)
    {
        Speak(language);
        var list = Show(EffectState.Dead, mayDecide: true);
        Assert.Equal((title, reason), (list.Find("h2").TextContent, list.Find("[data-testid=reason]").TextContent));
        Assert.Equal([retry, skip], list.FindAll("button").Select(button => button.TextContent));
        Assert.Equal("/tickets/INC0000007", list.Find("[data-testid=ticket]").GetAttribute("href"));
        foreach (var button in (string[])["retry", "skip"]) list.Find($"[data-testid={button}]").Click();
        Assert.Equal(["retry c.1.0", "skip c.1.0"], _asked);
    }

    [Theory]
    [InlineData(EffectState.Dead, false)]
    [InlineData(EffectState.Pending, true)]
    [InlineData(EffectState.Skipped, true)]
    public void Who_may_not_decide_and_what_needs_no_decision_has_no_button(EffectState state, bool mayDecide) =>
        Assert.Empty(Show(state, mayDecide).FindAll("button"));

    [Fact]
    public void A_reason_that_is_not_in_our_words_is_shown_as_it_is()
    {
        Speak("zh-Hans");
        Assert.Equal("421 busy", Show(EffectState.Dead, true, "421 busy", null).Find("[data-testid=reason]").TextContent);
    }

    private IRenderedComponent<EffectList> Show(EffectState state, bool mayDecide, string? en = "The server is down.", string? zh = "服务器不可用。") => Render<EffectList>(with => with
        .Add(one => one.Lines, [new(new("c.1.0", "c", "mail", "ops@example.org", state, 10, s_time, s_time, en, zh), "INC0000007", null)])
        .Add(one => one.MayDecide, mayDecide)
        .Add(one => one.OnRetry, (EffectRecord effect) => _asked.Add($"retry {effect.Id}"))
        .Add(one => one.OnSkip, (EffectRecord effect) => _asked.Add($"skip {effect.Id}")));
}
