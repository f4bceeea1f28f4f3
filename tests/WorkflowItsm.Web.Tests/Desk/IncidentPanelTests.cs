using System.Text;
using Bunit;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Web.Desk.Ticket;

namespace WorkflowItsm.Web.Tests.Desk;

/// <summary>What can be decided where a process stands still.</summary>
public sealed class IncidentPanelTests : Pages
{
    private const string Bpmn = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="d" targetNamespace="t">
          <message id="paid" name="paid"/>
          <process id="stuck" isExecutable="true"><extensionElements><itsm:ticket table="incident" numberPrefix="STU"/></extensionElements>
            <startEvent id="S"/><sequenceFlow id="S_R" sourceRef="S" targetRef="R"/>
            <receiveTask id="R" name="Wait for money" itsm:nameZh="等待付款" messageRef="paid"><extensionElements><itsm:correlation key="nowhere"/></extensionElements></receiveTask>
            <sequenceFlow id="R_T" sourceRef="R" targetRef="T"/><userTask id="T" name="Check"/><sequenceFlow id="T_E" sourceRef="T" targetRef="E"/><endEvent id="E"/>
          </process>
        </definitions>
        """;

    private readonly List<StopDecision> _decided = [];

    [Fact]
    public void A_process_owner_is_asked_before_what_stands_still_is_skipped_and_may_leave_it()
    {
        var panel = Panel(Role.ProcessOwner);
        Assert.Equal("at “Wait for money”", panel.Find("[data-testid=stands-at]").TextContent);
        panel.Find("[data-testid=skip]").Click();
        Assert.Empty(_decided);
        Assert.Contains("goes on behind “Wait for money”", panel.Find("[data-testid=question]").TextContent, StringComparison.Ordinal);
        panel.Find("[data-testid=do-not]").Click();
        Assert.Empty(panel.FindAll("[data-testid=question]"));
        panel.Find("[data-testid=skip]").Click();
        panel.Find("[data-testid=do-it]").Click();

        Assert.IsType<StopDecision.Skip>(Assert.Single(_decided));
    }

    [Fact]
    public void A_branch_is_moved_to_an_element_beside_the_one_it_stands_at()
    {
        var panel = Panel(Role.Administrator);
        panel.Find("[data-testid=move]").Click();
        Assert.Equal(["S", "T", "E"], panel.FindAll("option").Select(option => option.GetAttribute("value")).Order(StringComparer.Ordinal).OrderBy(id => "STE".IndexOf(id!, StringComparison.Ordinal)));
        panel.Find("[data-testid=move-target]").Change("T");
        panel.Find("[data-testid=do-it]").Click();

        Assert.Equal("T", Assert.IsType<StopDecision.Move>(Assert.Single(_decided)).ElementId);
    }

    [Fact]
    public void An_agent_may_try_again_and_nothing_else_and_reads_it_in_Chinese()
    {
        Speak("zh-Hans");
        var panel = Panel(Role.Agent);
        Assert.Equal("位于“等待付款”", panel.Find("[data-testid=stands-at]").TextContent);
        Assert.Equal("重试", Assert.Single(panel.FindAll("button")).TextContent.Trim());
        panel.Find("[data-testid=retry]").Click();

        Assert.IsType<StopDecision.Retry>(Assert.Single(_decided));
    }

    private IRenderedComponent<IncidentPanel> Panel(Role role)
    {
        var content = Content(role);
        return Render<IncidentPanel>(with => with
            .Add(panel => panel.Content, content)
            .Add(panel => panel.Incident, Assert.Single(content.Found.State.Instance.Incidents))
            .Add(panel => panel.Decided, _decided.Add));
    }

    private static TicketContent Content(Role role)
    {
        var file = BpmnFile.Read("stuck.bpmn", Encoding.UTF8.GetBytes(Bpmn)).File!;
        var release = new Release(1, [new("stuck", 1, [], [new ProcessPart("stuck.bpmn", file)])]);
        var core = new TicketCore();
        var header = new CommandHeader(new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), Actor.System) { CaseId = "c", Number = "STU0000001" };
        var opened = Assert.IsType<CaseVerdict.Accepted>(core.Decide(release, core.Initial("c"), new TicketCommand.Open("stuck", null, FeelContext.Empty), header));
        var row = core.Rows(opened.State).Search!;
        var record = new TicketRecord("c", row.Table, row.Number, row.Active, opened.Facts.Count, row.Fields);
        return new(new FoundTicket(record, (TicketState)opened.State, release), new("pat", role), [], [], []);
    }
}
