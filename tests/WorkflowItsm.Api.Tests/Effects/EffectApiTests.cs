using System.Text.Json.Nodes;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Effects;

public sealed class EffectApiTests(RunningHost shared)
{
    private const string Effects = "/api/v1/effects";

    [Fact]
    public async Task A_mail_that_was_given_up_is_retried_or_skipped_and_says_who_decided_and_why()
    {
        await using var host = new RunningHost { Settings = ["--WorkflowItsm:EffectTries", "1"] };
        // A file where the folder of the mails should be: none can be written.
        await File.WriteAllTextAsync(host.Data.Pickup, "", TestContext.Current.CancellationToken);
        await host.InitializeAsync();
        var first = await GiveUpAsync(host, "");
        var second = await GiveUpAsync(host, Text(first, "id"));
        Assert.Contains("pickup", Text(first, "last_error"), StringComparison.Ordinal);
        Assert.Equal(("mail", "dead", 1), (Text(first, "kind"), Text(first, "state"), first["attempts"]!.GetValue<int>()));

        File.Delete(host.Data.Pickup);
        var retried = await host.SendAsync(
            Role.ProcessOwner, "POST", $"{Effects}/{Text(first, "id")}/retry", """{"reason": "The folder is there again."}""", ("Idempotency-Key", "r1"));
        Assert.Equal(200, retried.Status);
        Assert.Equal(("process-owner", "retried", "The folder is there again."), Decision(retried.Json));
        await Eventually.Holds("the mail to be written", async () => await StateAsync(host, first) == "done");
        Assert.NotEmpty(Directory.GetFiles(host.Data.Pickup, "*.eml"));
        Assert.Equal(200, (await host.SendAsync(
            Role.ProcessOwner, "POST", $"{Effects}/{Text(first, "id")}/retry", """{"reason": "The folder is there again."}""", ("Idempotency-Key", "r1"))).Status);
        var late = await host.SendAsync(Role.ProcessOwner, "POST", $"{Effects}/{Text(first, "id")}/retry");
        Assert.Equal(
            (409, $"The effect '{Text(first, "id")}' has been done; only one that was given up can be retried or skipped."), (late.Status, late.Sentence));

        var skipped = await host.SendAsync(Role.Administrator, "POST", $"{Effects}/{Text(second, "id")}/skip", """{"reason": "Told by phone."}""");
        Assert.Equal((200, "skipped", ("administrator", "skipped", "Told by phone.")), (skipped.Status, Text(skipped.Json, "state"), Decision(skipped.Json)));
        Assert.Contains(Text(second, "id"), (await ListAsync(host, "skipped")).Select(one => Text(one, "id")));
        Assert.DoesNotContain(Text(second, "id"), (await ListAsync(host, "dead")).Select(one => Text(one, "id")));
    }

    [Theory]
    [InlineData("?state=gone", "'state' is 'gone'; expected one of dead, waiting, done, skipped.", "“state”的值是“gone”；应为 dead、waiting、done、skipped 之一。")]
    [InlineData("?limit=0", "'limit' is '0'; expected a whole number from 1 to 1000.", "“limit”的值是“0”；应为 1 到 1000 的整数。")]
    public async Task A_list_that_cannot_be_is_said_so(string query, string en, string zh)
    {
        var reply = await shared.SendAsync(Role.Auditor, "GET", Effects + query);
        Assert.Equal((400, en), (reply.Status, reply.Sentence));
        Assert.Equal(zh, (await shared.SendAsync(Role.Auditor, "GET", Effects + query, null, ("Accept-Language", "zh"))).Sentence);
    }

    [Fact]
    public async Task What_is_not_there_is_404_and_a_skip_without_a_reason_is_refused()
    {
        var missing = await shared.SendAsync(Role.Administrator, "POST", $"{Effects}/none.1.0/skip", """{"reason": "x"}""");
        Assert.Equal((404, "There is no effect 'none.1.0'; GET /api/v1/effects?state=dead lists those that were given up."), (missing.Status, missing.Sentence));
        await shared.OpenAsync("""{"short_description":"Mail please","impact":"1","urgency":"1"}""");
        var sent = await Eventually.See("a mail", async () => (await ListAsync(shared, "done")).FirstOrDefault());
        foreach (var body in (string?[])[null, "{}", """{"reason": " "}"""])
        {
            var refused = await shared.SendAsync(Role.Administrator, "POST", $"{Effects}/{Text(sent, "id")}/skip", body);
            Assert.Equal((400, "'reason' is missing; say why this is left undone, for those who ask later."), (refused.Status, refused.Sentence));
        }
    }

    private static async Task<JsonNode> GiveUpAsync(RunningHost host, string besides)
    {
        await host.OpenAsync("""{"short_description":"Disk full","impact":"1","urgency":"1"}""");
        return await Eventually.See("a mail that is given up", async () =>
            (await ListAsync(host, "dead")).FirstOrDefault(one => Text(one, "id") != besides));
    }

    private static async Task<List<JsonNode>> ListAsync(RunningHost host, string state) =>
        [.. (await host.SendAsync(Role.Auditor, "GET", $"{Effects}?state={state}")).Json["effects"]!.AsArray().Select(one => one!)];

    private static async Task<string> StateAsync(RunningHost host, JsonNode effect) =>
        Text((await host.SendAsync(Role.Auditor, "GET", $"{Effects}/{Text(effect, "id")}")).Json, "state");

    private static (string, string, string) Decision(JsonNode effect) =>
        effect["decisions"]![0]! is var one ? (Text(one, "by"), Text(one, "decision"), Text(one, "reason")) : default;

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
