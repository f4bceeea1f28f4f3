using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Schedules;

public sealed class ScheduleApiTests(RunningHost host)
{
    private const string Review = "/api/v1/schedules/quarterly-review";

    [Fact]
    public async Task A_schedule_is_listed_run_changed_and_put_back()
    {
        var listed = (await host.SendAsync(Role.Auditor, "GET", "/api/v1/schedules")).Json["schedules"]!.AsArray().Single(one => Text(one!, "id") == "quarterly-review")!;
        Assert.Equal(
            ("Quarterly service management review", "季度服务管理评审", "review", "0 0 9 1W 1,4,7,10 ?", "Asia/Shanghai"),
            (Text(listed["name"]!, "en"), Text(listed["name"]!, "zh"), Text(listed, "process"), Text(listed, "cron"), Text(listed, "time_zone")));
        Assert.True(listed["enabled"]!.GetValue<bool>());
        Assert.EndsWith("T01:00:00Z", Text(listed, "next_run"), StringComparison.Ordinal);

        var run = (await host.SendAsync(Role.ProcessOwner, "POST", $"{Review}/run")).Json["last_run"]!;
        Assert.Equal("process-owner", Text(run, "by"));
        Assert.Equal(200, (await host.SendAsync(Role.Agent, "GET", $"/api/v1/tickets/{Text(run, "ticket")}")).Status);

        var changed = await host.SendAsync(Role.ProcessOwner, "PUT", Review, """{"cron": "0 30 8 ? * MON", "time_zone": "UTC", "enabled": false}""");
        Assert.Equal((200, "0 30 8 ? * MON", "UTC", "process-owner"), (changed.Status, Text(changed.Json, "cron"), Text(changed.Json, "time_zone"), Text(changed.Json, "changed_by")));
        Assert.Null(changed.Json["next_run"]);

        var back = await host.SendAsync(Role.ProcessOwner, "POST", $"{Review}/reset");
        Assert.Equal(("0 0 9 1W 1,4,7,10 ?", "Asia/Shanghai"), (Text(back.Json, "cron"), Text(back.Json, "time_zone")));
        Assert.Null(back.Json["changed_by"]);
    }

    [Fact]
    public async Task A_timer_by_which_a_published_process_begins_is_listed_with_its_definition()
    {
        await host.PublishAsync("test-sweep", "sweep.bpmn", """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="d" targetNamespace="t">
              <process id="sweep" name="Sweep" itsm:nameZh="清扫" isExecutable="true">
                <startEvent id="S"><timerEventDefinition><timeCycle>R/P30D</timeCycle></timerEventDefinition></startEvent>
                <sequenceFlow id="S_E" sourceRef="S" targetRef="E"/><endEvent id="E"/>
              </process>
            </definitions>
            """);
        var listed = (await host.SendAsync(Role.Auditor, "GET", "/api/v1/schedules")).Json["start_timers"]!.AsArray().Single(one => Text(one!, "process") == "sweep")!;
        Assert.Equal(
            ("Sweep", "清扫", "S", "test-sweep", 1, "sweep.bpmn", "R/P30D"),
            (Text(listed["name"]!, "en"), Text(listed["name"]!, "zh"), Text(listed, "element"), Text(listed, "bundle"), listed["version"]!.GetValue<int>(), Text(listed, "file"), Text(listed, "timer")));
        Assert.Equal(29, (DateTimeOffset.Parse(Text(listed, "next_due"), CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow).Days);
        Assert.Null(listed["last_fired"]);
        Assert.Equal(403, (await host.SendAsync(Role.Requester, "GET", "/api/v1/schedules")).Status);
    }

    [Theory]
    [InlineData("""{"cron": "every day", "time_zone": "UTC", "enabled": true}""", "cron", "The time is 'every day'; expected six parts: seconds, minutes, hours, day of month, month, day of week, with ? for one of the days, such as 0 0 9 1W 1,4,7,10 ?.")]
    [InlineData("""{"cron": "0 0 9 ? * MON", "time_zone": "Moon", "enabled": true}""", "time_zone", "The time zone is 'Moon'; expected the name of one, such as Asia/Shanghai or UTC.")]
    [InlineData("""{"cron": "0 0 9 ? * MON", "enabled": true}""", "time_zone", "'time_zone' is missing or no text; GET /api/v1/schedules shows what it is now.")]
    [InlineData("""{"cron": "0 0 9 ? * MON", "time_zone": "UTC"}""", "enabled", "'enabled' says whether it runs by itself; expected true or false.")]
    [InlineData("""{"cron": "0 0 9 ? * MON", "time_zone": "UTC", "enabled": true, "zone": 1}""", "zone", "'zone' is not known; expected cron, time_zone and enabled.")]
    public async Task What_cannot_be_is_said_of_its_field(string body, string field, string sentence)
    {
        var reply = await host.SendAsync(Role.ProcessOwner, "PUT", Review, body);
        var wrong = Assert.Single(reply.Json["errors"]!.AsObject());
        Assert.Equal((400, field, sentence), (reply.Status, wrong.Key, wrong.Value![0]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_schedule_that_is_not_there_is_404() =>
        Assert.Equal((404, "The newest release has no schedule 'none'."), await Said("/api/v1/schedules/none/run"));

    private async Task<(int Status, string Sentence)> Said(string path)
    {
        var reply = await host.SendAsync(Role.ProcessOwner, "POST", path);
        return (reply.Status, reply.Sentence);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
