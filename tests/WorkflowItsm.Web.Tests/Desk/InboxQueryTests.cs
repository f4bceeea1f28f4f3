using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Web.Desk.Inbox;

namespace WorkflowItsm.Web.Tests.Desk;

public sealed class InboxQueryTests
{
    [Fact]
    public void What_is_open_is_asked_for_urgent_first_then_by_the_clock_that_runs_out_next() =>
        Assert.Equal(["priority", "sla_due", "number"], Query(InboxQuery.Open).Order.Items.Select(order => order.Field));

    [Fact]
    public void What_is_done_is_asked_for_newest_first() =>
        Assert.Equal([("sys_updated_on", true)], Query(InboxQuery.Closed).Order.Items.Select(order => (order.Field, order.Descending)));

    [Theory]
    [InlineData("nonsense", "nonsense", -7, "incident", "open", 1)]
    [InlineData("review", "mine", 3, "review", "mine", 3)]
    public void What_an_address_says_wrongly_counts_as_not_said(string kind, string view, int page, string table, string shown, int number)
    {
        var query = InboxQuery.Read(kind, view, "", "  ", page, Role.Agent);
        Assert.Equal((table, shown, number, null, null), (query.Table, query.View, query.Page, query.Team, query.Text));
    }

    [Fact]
    public void A_requester_is_not_offered_the_views_of_those_who_work() =>
        Assert.Equal(InboxQuery.Open, InboxQuery.Read(null, InboxQuery.Teams, null, null, null, Role.Requester).View);

    private static Runtime.Queries.TicketQuery Query(string view) =>
        InboxQuery.Read(null, view, null, null, null, Role.Agent).ToQuery(new("dana", Role.Agent), ["service-desk"], []);
}
