using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Browser.Tests.Desk;

/// <summary>A process that stands still, set going again by hand; in a store of its own, whose process cannot go on.</summary>
public sealed class OperatorTests(Site others)
{
    private const string Bpmn = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="d" targetNamespace="t">
          <message id="paid" name="paid"/>
          <process id="stuck" isExecutable="true"><extensionElements><itsm:ticket table="incident" numberPrefix="STU"/></extensionElements>
            <startEvent id="S" name="Begin" itsm:nameZh="开始"/><sequenceFlow id="S_R" sourceRef="S" targetRef="R"/>
            <receiveTask id="R" name="Wait for money" itsm:nameZh="等待付款" messageRef="paid"><extensionElements><itsm:correlation key="nowhere"/></extensionElements></receiveTask>
            <sequenceFlow id="R_T" sourceRef="R" targetRef="T"/><userTask id="T" name="Check" itsm:nameZh="检查"/>
            <sequenceFlow id="T_E" sourceRef="T" targetRef="E"/><endEvent id="E" name="Done" itsm:nameZh="完成"/>
          </process>
        </definitions>
        """;

    [Fact]
    public async Task An_owner_moves_one_skips_another_and_cancels_a_third_each_after_a_question()
    {
        await using var site = await others.AnotherAsync();
        await site.PublishAsync("stuck", "stuck.bpmn", Bpmn);
        var (first, second, third) = (await OpenAsync(site), await OpenAsync(site), await OpenAsync(site));
        await using var dana = await site.SignInAsync("dana", $"/tickets/{first}");
        await Assertions.Expect(dana.At("retry")).ToBeVisibleAsync();
        await Assertions.Expect(dana.At("skip")).ToHaveCountAsync(0);

        await using var olive = await site.SignInAsync("olive", $"/tickets/{first}");
        await olive.At("move").ClickAsync();
        await Assertions.Expect(olive.At("question")).ToContainTextAsync("The branch leaves “Wait for money”");
        await olive.PictureAsync("operator-move");
        await olive.At("move-target").SelectOptionAsync(new SelectOptionValue { Label = "Check" });
        await olive.At("do-it").ClickAsync();
        await Assertions.Expect(olive.At("incident")).ToHaveCountAsync(0);
        await Assertions.Expect(dana.At("incident")).ToHaveCountAsync(0);
        await Assertions.Expect(olive.Page.Locator("[data-testid=line]").First).ToBeVisibleAsync();

        await olive.GoAsync($"/tickets/{second}");
        await olive.At("skip").ClickAsync();
        await olive.At("do-not").ClickAsync();
        await Assertions.Expect(olive.At("incident")).ToBeVisibleAsync();
        await olive.At("skip").ClickAsync();
        await olive.At("do-it").ClickAsync();
        await Assertions.Expect(olive.At("incident")).ToHaveCountAsync(0);

        await using var narrow = await site.SignInAsync("olive", $"/tickets/{third}", new("zh-Hans", Width: 390));
        await narrow.At("cancel-branch").ScrollIntoViewIfNeededAsync();
        await narrow.PictureAsync("operator");
        await narrow.At("cancel-branch").ClickAsync();
        await Assertions.Expect(narrow.At("question")).ToContainTextAsync("停在“等待付款”的分支就此结束");
        await narrow.PictureAsync("operator-cancel", whole: false);
        await narrow.At("do-it").ClickAsync();
        await Assertions.Expect(narrow.At("incident")).ToHaveCountAsync(0);
        Screen.NobodyComplains(dana, olive, narrow);
    }

    private static async Task<string> OpenAsync(Site site)
    {
        var runtime = site.Services.GetRequiredService<ICaseRuntime>();
        var opened = await runtime.SendAsync(
            new(TicketCore.StreamKind, runtime.NewCaseId(), new TicketCommand.Open("stuck", null, FeelContext.Of(("short_description", "The money does not come"))), Actor.System),
            TestContext.Current.CancellationToken);
        return ((TicketState)Assert.IsType<CommandResult.Done>(opened).State).Number;
    }
}
