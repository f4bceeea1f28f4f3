using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Feel;
using WorkflowItsm.Outbound.Connector;
using WorkflowItsm.Runtime.Effects;
using static WorkflowItsm.Outbound.Tests.HostileServer;

namespace WorkflowItsm.Outbound.Tests;

/// <summary>The handler <c>webhook</c>: what a receiver gets and can rely on, and what receivers that mean no good cost.</summary>
public sealed class WebhookTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Former = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static readonly DateTimeOffset _noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_signature_is_the_one_that_receivers_of_the_standard_expect() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(new() { Secret = Secret }, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}")));

    [Fact]
    public async Task A_receiver_gets_the_chosen_fields_signed_under_the_id_of_the_effect()
    {
        await using var receiver = await Receiver.StartAsync(Secret);
        var result = await CallAsync(receiver.Address, ("type", "incident.resolved"), ("data", Context(("number", "INC0000001"), ("name", "打印机"))), ("headers", Context(("X-Source", "itsm"))));

        var post = Assert.Single(receiver.Posts);
        Assert.True(post.IsGenuine);
        Assert.Equal(("msg_c_1_0", _noon.ToUnixTimeSeconds()), (post.Id, post.Timestamp));
        using var body = JsonDocument.Parse(post.Body);
        Assert.Equal("""{"type": "incident.resolved", "timestamp": "2026-03-02T11:58:00.000Z", "data": {"number": "INC0000001", "name": "打印机"}}""", FeelJson.Read(body.RootElement).ToString());
        Assert.Equal(("application/json", "c.1.0", "itsm"), (post.Headers["Content-Type"], post.Headers["Idempotency-Key"], post.Headers["X-Source"]));
        Assert.Equal("""{"id": "msg_c_1_0", "status": 204}""", FeelValue.Context(result).ToString());
    }

    [Fact]
    public async Task A_try_that_failed_is_sent_again_with_the_same_id_and_body_and_a_new_time()
    {
        await using var receiver = await Receiver.StartAsync(Secret, 503, 200);
        await Assert.ThrowsAsync<EffectRetryLaterException>(() => CallAsync(receiver.Address));
        await CallAsync(receiver.Address, later: TimeSpan.FromMinutes(5));

        Assert.All(receiver.Posts, post => Assert.True(post.IsGenuine));
        Assert.Single(receiver.Posts.Select(post => (post.Id, post.Body)).Distinct());
        Assert.Equal([0, 300], receiver.Posts.Select(post => post.Timestamp - _noon.ToUnixTimeSeconds()));
    }

    [Theory]
    [InlineData(Former)]
    [InlineData(Secret)]
    public async Task While_a_secret_is_changed_both_sign(string known)
    {
        await using var receiver = await Receiver.StartAsync(known);
        await CallAsync(receiver.Address, options => options.Webhooks["crm"].PreviousSecret = Former);
        Assert.True(Assert.Single(receiver.Posts).IsGenuine);
    }

    [Fact]
    public async Task A_receiver_with_another_secret_can_tell()
    {
        await using var receiver = await Receiver.StartAsync(Former);
        await CallAsync(receiver.Address);
        Assert.False(Assert.Single(receiver.Posts).IsGenuine);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_ends_the_task_at_once()
    {
        await using var receiver = await Receiver.StartAsync(Secret, 410);
        var refused = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => CallAsync(receiver.Address));
        Assert.Equal(
            ($"POST http://127.0.0.1:{receiver.Address.Port} answered 410: what is called is gone for good; correct the address, or take the task out of the process.",
            $"POST http://127.0.0.1:{receiver.Address.Port} 返回状态 410：被调用者已永久停用；请更正地址，或从流程中去掉该任务。"), (refused.Message, refused.MessageZh));
    }

    [Theory]
    [InlineData(410, "gone")]
    [InlineData(404, "refused")]
    public async Task A_status_that_the_task_names_is_an_error_of_the_process(int status, string code)
    {
        await using var receiver = await Receiver.StartAsync(Secret, status);
        var error = await Assert.ThrowsAsync<ServiceTaskErrorException>(() => CallAsync(receiver.Address, ("errors", Context(("410", "gone"), ("4xx", "refused")))));
        Assert.Equal((code, status), (error.Code, error.Variables["status"].TryGetInt(out var answered) ? answered : 0));
    }

    [Fact]
    public async Task A_redirect_to_an_internal_address_is_not_followed()
    {
        await using var inside = Saying(Answer(200));
        await using var server = Saying(Answer(307, $"Location: {inside.Address}admin\r\n"));
        var refused = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => CallAsync(server.Address));
        Assert.Equal($"POST http://127.0.0.1:{server.Port} answered 307.", refused.Message);
        Assert.Empty(inside.Requests);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_cut_and_tried_again()
    {
        await using var server = new HostileServer(async (stream, _, stop) =>
        {
            await SayAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", stop);
            var chunk = $"2000\r\n{new string('x', 0x2000)}\r\n";
            for (; ; ) await SayAsync(stream, chunk, stop);
        });
        var later = await Assert.ThrowsAsync<EffectRetryLaterException>(() => CallAsync(server.Address, options => options.MaxResponseBytes = 64 * 1024));
        Assert.Contains("answered with more than 64 KB", later.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_internal_address_is_not_posted_to_though_a_secret_is_for_it()
    {
        await using var receiver = await Receiver.StartAsync(Secret);
        var refused = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => CallAsync(receiver.Address, isLocalAllowed: false));
        Assert.Contains("is no public address", refused.Message, StringComparison.Ordinal);
        Assert.Empty(receiver.Posts);
    }

    [Theory]
    [InlineData("secret", "other", "The input 'secret' is 'other', which Outbound:Webhooks does not hold.")]
    [InlineData("url", "https://elsewhere.example/", "The secret 'crm' signs nothing for elsewhere.example; Outbound:Webhooks:crm:Hosts names the hosts that it is for.")]
    [InlineData("type", "incident resolved", "The input 'type' is no name such as incident.resolved: letters, digits and _ with full stops between them.")]
    [InlineData("data", "text", "The input 'data' is no context of names and values, e.g. {number: number}.")]
    [InlineData("errors", "text", "The input 'errors' is no context of statuses and error codes.")]
    public async Task What_can_never_be_sent_is_final(string input, string value, string said)
    {
        await using var receiver = await Receiver.StartAsync(Secret);
        Assert.Equal(said, (await Assert.ThrowsAsync<EffectFailedForGoodException>(() => CallAsync(receiver.Address, (input, value)))).Message);
        Assert.Empty(receiver.Posts);
    }

    [Theory]
    [InlineData("webhook-signature")]
    [InlineData("Webhook-Id")]
    public async Task No_task_writes_what_the_receiver_trusts(string header)
    {
        await using var receiver = await Receiver.StartAsync(Secret);
        var refused = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => CallAsync(receiver.Address, ("headers", Context((header, "forged")))));
        Assert.Equal($"The input 'headers' holds the header '{header}', which cannot be set.", refused.Message);
    }

    [Fact]
    public async Task A_webhook_that_is_too_large_is_not_sent()
    {
        await using var receiver = await Receiver.StartAsync(Secret);
        var refused = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => CallAsync(receiver.Address, ("data", Context(("text", new string('x', 300 * 1024))))));
        Assert.StartsWith("The webhook has 300 KB, more than 256 KB;", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "crm.example", "Outbound:Webhooks:crm:Secret is not whsec_ and 24 to 64 random bytes in base64.")]
    [InlineData("whsec_AAAA", "crm.example", "Outbound:Webhooks:crm:Secret is not whsec_ and 24 to 64 random bytes in base64.")]
    [InlineData(Secret, null, "Outbound:Webhooks:crm:Hosts is empty; name the hosts for which it signs.")]
    [InlineData(Secret, "crm.example", null)]
    public void A_secret_that_is_none_stops_the_start(string secret, string? host, string? said)
    {
        var options = new OutboundOptions { Webhooks = { ["crm"] = new() { Secret = secret } } };
        if (host is not null) options.Webhooks["crm"].Hosts.Add(host);
        Assert.Equal(said is null ? [] : [said], new OutboundOptionsCheck().Validate(null, options).Failures ?? []);
    }

    private static FeelValue Context(params ReadOnlySpan<(string, FeelValue)> entries) => FeelValue.Context(FeelContext.Of(entries));

    private static Task<FeelContext> CallAsync(Uri server, params (string, FeelValue)[] inputs) => CallAsync(server, null, true, default, inputs);

    private static Task<FeelContext> CallAsync(Uri server, TimeSpan later) => CallAsync(server, null, true, later);

    private static Task<FeelContext> CallAsync(Uri server, bool isLocalAllowed) => CallAsync(server, null, isLocalAllowed, default);

    private static Task<FeelContext> CallAsync(Uri server, Action<OutboundOptions> set) => CallAsync(server, set, true, default);

    private static async Task<FeelContext> CallAsync(Uri server, Action<OutboundOptions>? set, bool isLocalAllowed, TimeSpan later, params (string, FeelValue)[] inputs)
    {
        var options = new OutboundOptions { Webhooks = { ["crm"] = new() { Secret = Secret, Hosts = { "127.0.0.1" } } } };
        set?.Invoke(options);
        using var http = Some.Client(set is null ? null : given => given.MaxResponseBytes = options.MaxResponseBytes, isLocalAllowed: isLocalAllowed);
        var all = FeelContext.Of(("url", new Uri(server, "/hooks").ToString()), ("type", "incident.opened"), ("secret", "crm"));
        foreach (var (name, value) in inputs) all = all.With(name, value);
        var call = new ServiceTaskCall("c.1.0", "c", "Tell", all) { RecordedAt = _noon.AddMinutes(-2) };
        return await new WebhookConnector(http, Options.Create(options), new FakeTimeProvider(_noon + later)).HandleAsync(call, Some.Now);
    }
}
