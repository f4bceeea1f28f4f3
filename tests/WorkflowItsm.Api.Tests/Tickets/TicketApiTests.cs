using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Tickets;

public sealed class TicketApiTests(RunningHost host)
{
    [Fact]
    public async Task A_ticket_is_read_by_number_and_by_id()
    {
        var record = await host.OpenAsync();
        var byNumber = await host.SendAsync(Role.Agent, "GET", $"/api/v1/tickets/{record["number"]}");
        var byId = await host.SendAsync(Role.Agent, "GET", $"/api/v1/tickets/{record["sys_id"]}");
        Assert.Equal(200, byNumber.Status);
        Assert.Equal(byNumber.Json["id"]!.GetValue<string>(), byId.Json["id"]!.GetValue<string>());
        Assert.Equal(["response", "resolution"], byNumber.Json["clocks"]!.AsArray().Select(clock => clock!["id"]!.GetValue<string>()));
        Assert.NotEmpty(byNumber.Json["tasks"]!.AsArray());
        Assert.Contains(byNumber.Json["options"]!.AsArray(), option => option!["state"]?.GetValue<int>() == 6);
    }

    [Fact]
    public async Task An_auditor_is_told_why_nothing_may_be_done()
    {
        var record = await host.OpenAsync();
        var options = (await host.SendAsync(Role.Auditor, "GET", $"/api/v1/tickets/{record["number"]}")).Json["options"]!.AsArray();
        Assert.All(options, option => Assert.NotNull(option!["why_not"]));
    }

    [Fact]
    public async Task The_timeline_answers_why_a_decision_fell_row_by_row_to_who_may_see_the_ticket()
    {
        var ticket = $"/api/v1/tickets/{(await host.OpenAsync())["sys_id"]}";
        var lines = (await host.SendAsync(Role.Agent, "GET", $"{ticket}/timeline")).Json["lines"]!.AsArray();
        var sequence = lines.First(line => line!["decision"]?.GetValue<string>() == "priority")!["sequence"]!.GetValue<long>();
        var why = await host.SendAsync(Role.Auditor, "GET", $"{ticket}/timeline/{sequence}/why");
        Assert.True(why.Status == 200, why.Text);
        Assert.Equal(("Priority", true, "{\"impact\":2,\"urgency\":2}"), (why.Json["name"]!.GetValue<string>(), why.Json["same"]!.GetValue<bool>(), why.Json["inputs"]!.ToJsonString()));
        var rows = Assert.Single(why.Json["tables"]!.AsArray())!["rows"]!.AsArray();
        Assert.Equal("priority-2-2", Assert.Single(rows, row => row!["matches"]!.GetValue<bool>())!["id"]!.GetValue<string>());
        Assert.Equal("""[{"column":1,"test":"1","value":2}]""", rows.Single(row => row!["id"]!.GetValue<string>() == "priority-1-2")!["failing"]!.ToJsonString());
        Assert.Equal(404, (await host.SendAsync(Role.Requester, "GET", $"{ticket}/timeline/{sequence}/why")).Status);
        var none = await host.SendAsync(Role.Agent, "GET", $"{ticket}/timeline/1/why");
        Assert.Equal((404, "No decision was made at place 1 of this ticket's timeline. Lines with a 'decision' have one; take their 'sequence'."), (none.Status, none.Sentence));
    }

    [Fact]
    public async Task A_task_is_claimed_given_back_and_completed()
    {
        var record = await host.OpenAsync();
        var ticket = $"/api/v1/tickets/{record["sys_id"]}";
        var task = await Task(ticket);
        var claimed = await host.SendAsync(Role.Agent, "POST", $"{ticket}/tasks/{task}/claim");
        Assert.True(claimed.Status == 200, claimed.Text);
        Assert.Equal("agent", claimed.Json["tasks"]![0]!["assignee"]!.GetValue<string>());
        Assert.Equal("stopped", claimed.Json["clocks"]!.AsArray().Single(clock => clock!["id"]!.GetValue<string>() == "response")!["state"]!.GetValue<string>());
        task = await Task(ticket);
        Assert.Null((await host.SendAsync(Role.Agent, "POST", $"{ticket}/tasks/{task}/release")).Json["tasks"]![0]!["assignee"]);
    }

    [Fact]
    public async Task A_completion_without_an_outcome_names_the_field()
    {
        var record = await host.OpenAsync();
        var reply = await host.SendAsync(Role.Agent, "POST", $"/api/v1/tickets/{record["sys_id"]}/tasks/1/complete", "{}");
        Assert.Equal(400, reply.Status);
        Assert.Equal("""{"outcome":["'outcome' must be a text: the id of one of the task's outcomes."]}""", reply.Json["errors"]!.ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_field_that_cannot_be_set_here_is_an_error_of_its_own()
    {
        var record = await host.OpenAsync();
        var ticket = $"/api/v1/tickets/{record["sys_id"]}";
        var reply = await host.SendAsync(Role.Agent, "POST", $"{ticket}/tasks/{await Task(ticket)}/complete", """{"outcome":"resolve","fields":{"state":"6","nonsense":"x"}}""");
        Assert.Equal(400, reply.Status);
        Assert.Equal("'state' cannot be set here. 'nonsense' cannot be set here. To 'Resolve', fill in 'Close code'. To 'Resolve', fill in 'Close notes'.", reply.Sentence);
    }

    [Fact]
    public async Task The_timeline_says_who_when_and_by_which_row_in_both_languages()
    {
        var record = await host.OpenAsync();
        var path = $"/api/v1/tickets/{record["number"]}/timeline";
        var lines = (await host.SendAsync(Role.Auditor, "GET", path)).Json["lines"]!.AsArray();
        Assert.Equal("opened", lines[0]!["kind"]!.GetValue<string>());
        Assert.Equal("agent", lines[0]!["actor"]!.GetValue<string>());
        var decision = lines.First(line => line!["decision"] is not null)!;
        Assert.NotEmpty(decision["rows"]!.AsArray());
        Assert.NotEmpty(decision["inputs"]!.AsObject());
        var chinese = (await host.SendAsync(Role.Auditor, "GET", path, headers: ("Accept-Language", "zh-CN"))).Json["lines"]!.AsArray();
        Assert.Contains("已创建", chinese[0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_requester_reads_comments_but_no_internal_notes()
    {
        var record = await host.OpenAsync(role: Role.Requester);
        await host.SendAsync(Role.Agent, "PATCH", $"/api/now/table/incident/{record["sys_id"]}", """{"comments":"We are on it","work_notes":"The rack smells"}""");
        var seen = (await host.SendAsync(Role.Requester, "GET", $"/api/v1/tickets/{record["number"]}/timeline")).Text;
        Assert.Contains("We are on it", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("The rack smells", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_there_is_not_is_a_problem_with_a_sentence()
    {
        var ticket = await host.SendAsync(Role.Agent, "GET", "/api/v1/tickets/INC9999999");
        Assert.Equal((404, "There is no ticket 'INC9999999', or you may not see it."), (ticket.Status, ticket.Sentence));
        Assert.Equal("application/problem+json", ticket.Headers["Content-Type"]);
        var path = await host.SendAsync(Role.Agent, "GET", "/api/v1/nothing");
        Assert.Equal((404, "There is nothing at '/api/v1/nothing'; GET /openapi/v1.json lists what there is."), (path.Status, path.Sentence));
    }

    private async Task<int> Task(string ticket) => (await host.SendAsync(Role.Agent, "GET", ticket)).Json["tasks"]![0]!["id"]!.GetValue<int>();
}
