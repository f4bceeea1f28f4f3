using Bunit;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Timeline;
using WorkflowItsm.Web.Desk.Parts;
using WorkflowItsm.Web.Desk.Ticket;

namespace WorkflowItsm.Web.Tests.Desk;

/// <summary>The small components of the desk, each by itself.</summary>
public sealed class PartsTests : Pages
{
    private static readonly Outcome s_hold = new("hold", "Put on hold", "挂起", 3, ["hold_reason"], ["agent"], null);

    [Theory]
    [InlineData("en", ClockStanding.Running, 95, false, "1 min 35 s left")]
    [InlineData("en", ClockStanding.Running, -3725, true, "1 h 2 min over")]
    [InlineData("en", ClockStanding.Paused, 5400, false, "paused, 1 h 30 min left")]
    [InlineData("en", ClockStanding.Stopped, 5, false, "kept")]
    [InlineData("en", ClockStanding.Stopped, -5, true, "over its goal")]
    [InlineData("zh-Hans", ClockStanding.Running, 95, false, "剩余 1 分 35 秒")]
    [InlineData("zh-Hans", ClockStanding.Running, -200000, true, "超时 2 天 7 小时")]
    public void A_clock_says_in_words_what_its_bar_shows(string language, ClockStanding standing, int seconds, bool isBreached, string words)
    {
        Speak(language);
        var clock = Render<ClockBar>(with => with.Add(bar => bar.Face, new("Response", standing, TimeSpan.FromSeconds(seconds), 40, isBreached)));
        Assert.Equal(words, clock.Find(".clock-left").TextContent);
        Assert.Equal("width:40%", clock.Find(".clock-spent").GetAttribute("style"));
    }

    [Fact]
    public void What_may_be_done_is_a_button_in_the_persons_language()
    {
        Speak("zh-Hans");
        var pressed = 0;
        var option = Render<OptionButton>(with => with.Add(button => button.Option, new(new(7, "Start_hold", true, s_hold, ["agent"], true), null)).Add(button => button.Chosen, () => pressed++));
        var button = option.Find("button");
        Assert.Equal("挂起", button.TextContent.Trim());
        button.Click();
        Assert.Equal(1, pressed);
    }

    [Fact]
    public void What_may_not_be_done_says_why_and_cannot_be_pressed()
    {
        var why = new Itsm.Fields.Words("'Put on hold' is not offered now.", "现在不能“挂起”。");
        var option = Render<OptionButton>(with => with.Add(button => button.Option, new(new(7, "Start_hold", true, s_hold, ["agent"], false), why)));
        Assert.True(option.Find("button").HasAttribute("disabled"));
        var sentence = option.Find("[data-testid=why-not-hold]");
        Assert.Equal(why.En, sentence.TextContent);
        Assert.Equal(sentence.Id, option.Find("button").GetAttribute("aria-describedby"));
    }

    [Fact]
    public void A_line_says_who_when_and_by_which_rows()
    {
        var at = new DateTimeOffset(2026, 11, 25, 8, 30, 0, TimeSpan.Zero);
        var line = new TimelineLine(at, "system", "decision-made", "Table 'priority', row 5: 3", "表“priority”，第 5 行：3")
        {
            DecisionId = "priority",
            DecisionName = new("Priority", "优先级"),
            Rows = [5],
            Inputs = FeelContext.Of(("impact", 2)),
            Result = 3,
        };
        var note = new TimelineLine(at, "", "work-note", "<b>Between us</b>", "<b>Between us</b>") { IsInternal = true };
        var list = Render<TimelineList>(with => with.Add(one => one.Lines, [line, note]).Add(one => one.Number, "INC0000001"));
        var items = list.FindAll("[data-testid=line]");
        Assert.Contains("2026-11-25 08:30 UTC", items[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("the process", items[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("Why: table Priority", list.Find("summary").TextContent);
        Assert.Equal(["impact", "2", "Rows", "5", "Result", "3"], list.FindAll("dl > *").Select(one => one.TextContent.Trim()));
        Assert.Contains("internal note", items[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("(erased)", items[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("<b>Between us</b>", items[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void People_are_called_by_their_names_and_the_account_is_where_the_pointer_rests()
    {
        var line = new TimelineLine(DateTimeOffset.UnixEpoch, "zhao", "comment", "Done.", "Done.");
        var stranger = line with { Actor = "gone" };
        var list = Render<TimelineList>(with => with.Add(one => one.Lines, [line, stranger]).Add(one => one.Number, "INC0000001")
            .Add(one => one.People, new(new Dictionary<string, string> { ["zhao"] = "Zhao Min 赵敏" })));
        Assert.Equal([("Zhao Min 赵敏", "zhao"), ("gone", "gone")], list.FindAll(".timeline-who").Select(who => (who.TextContent, who.GetAttribute("title"))));
    }

    [Fact]
    public void Who_was_refused_sees_what_happened_meanwhile_and_decides_again()
    {
        var decided = 0;
        var line = new TimelineLine(DateTimeOffset.UnixEpoch, "zhao", "assigned", "Assigned to zhao", "已分配给 zhao");
        var changed = Render<ChangedMeanwhile>(with => with.Add(one => one.Lines, [line]).Add(one => one.Number, "INC0000001")
            .Add(one => one.Refused, true).Add(one => one.Accepted, () => decided++));
        Assert.StartsWith("Nothing was done", changed.Find("strong").TextContent, StringComparison.Ordinal);
        Assert.Contains("Assigned to zhao", changed.Markup, StringComparison.Ordinal);
        changed.Find("[data-testid=decide-again]").Click();
        Assert.Equal(1, decided);
    }
}
