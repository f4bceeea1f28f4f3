using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;

namespace WorkflowItsm.Browser.Tests.Schedules;

/// <summary>Processes that timers start, on the page of schedules; in a store of its own, whose timers fire.</summary>
public sealed partial class StartTimerTests(Site others)
{
    private const string Bpmn = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="d" targetNamespace="t">
          <process id="patrol" name="Check the machine room" itsm:nameZh="巡检机房" isExecutable="true">
            <startEvent id="S" name="Every thirty days" itsm:nameZh="每三十天"><timerEventDefinition><timeCycle>R/P30D</timeCycle></timerEventDefinition></startEvent>
            <sequenceFlow id="S_E" sourceRef="S" targetRef="E"/><endEvent id="E"/>
          </process>
          <process id="soon" name="Greet" itsm:nameZh="问候" isExecutable="true">
            <startEvent id="T"><timerEventDefinition><timeDuration>PT10M</timeDuration></timerEventDefinition></startEvent>
            <sequenceFlow id="T_F" sourceRef="T" targetRef="F"/><endEvent id="F"/>
          </process>
        </definitions>
        """;

    [Theory]
    [InlineData("en", "Check the machine room", "Every thirty days", "rooms, version 1", "not yet", "never again")]
    [InlineData("zh-CN", "巡检机房", "每三十天", "rooms，版本 1", "尚未触发", "不再触发")]
    public async Task An_owner_sees_what_timers_start_when_they_are_due_and_that_one_has_fired(string language, string name, string element, string version, string notYet, string never)
    {
        await using var site = await others.AnotherAsync();
        await using var olive = await site.SignInAsync("olive", "/schedules", new Look(language));
        await Assertions.Expect(olive.At("no-start-timers")).ToBeVisibleAsync();
        await site.PublishAsync("rooms", "rooms.bpmn", Bpmn);

        // Without reloading, when it is published and when it fires.
        var patrol = olive.At("start-timer-patrol");
        await Assertions.Expect(patrol).ToContainTextAsync(name);
        await Assertions.Expect(patrol).ToContainTextAsync(element);
        await Assertions.Expect(patrol).ToContainTextAsync("R/P30D");
        await Assertions.Expect(patrol.GetByTestId("next-due")).ToHaveTextAsync(Moment());
        await Assertions.Expect(patrol.GetByTestId("last-fired")).ToHaveTextAsync(notYet);
        await Assertions.Expect(patrol.GetByTestId("definition")).ToHaveTextAsync(version);
        var greet = olive.At("start-timer-soon");
        await Assertions.Expect(greet.GetByTestId("last-fired")).ToHaveTextAsync(notYet);
        site.Demo.MoveForward(TimeSpan.FromMinutes(11));
        await Assertions.Expect(greet.GetByTestId("last-fired")).ToHaveTextAsync(Moment());
        await Assertions.Expect(greet.GetByTestId("next-due")).ToHaveTextAsync(never);
        await PictureAsync(olive, $"start-timers-{language}-wide");

        await using var narrow = await site.SignInAsync("ada", "/schedules", new Look(language, Width: 390));
        await Assertions.Expect(narrow.At("start-timer-patrol").GetByTestId("next-due")).ToHaveTextAsync(Moment());
        Assert.False(await narrow.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"), "The page is wider than its window.");
        await PictureAsync(narrow, $"start-timers-{language}-narrow");
        await narrow.At("start-timer-patrol").GetByTestId("definition").ClickAsync();
        await narrow.Page.WaitForURLAsync("**/designer/rooms/rooms.bpmn");
        await Assertions.Expect(narrow.At("read-only")).ToBeVisibleAsync();
        Screen.NobodyComplains(olive, narrow);
    }

    [Fact]
    public async Task Who_may_not_read_definitions_is_not_shown_them()
    {
        await using var rita = await others.SignInAsync("rita", "/schedules");
        await Assertions.Expect(rita.Page.Locator("[data-testid^='start-timer']")).ToHaveCountAsync(0);
        await Assertions.Expect(rita.At("no-start-timers")).ToHaveCountAsync(0);
    }

    private static async Task PictureAsync(Screen screen, string name)
    {
        if (Environment.GetEnvironmentVariable("WORKFLOWITSM_SCHEDULE_PICTURES") is { Length: > 0 } folder)
            await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d( UTC)?$")]
    private static partial Regex Moment();
}
