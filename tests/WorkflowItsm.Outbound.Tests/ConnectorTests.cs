using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Feel;
using WorkflowItsm.Outbound.Calling;
using WorkflowItsm.Outbound.Connector;
using WorkflowItsm.Runtime.Effects;
using static WorkflowItsm.Outbound.Tests.HostileServer;

namespace WorkflowItsm.Outbound.Tests;

/// <summary>The handler <c>http</c>: what a task's inputs send, what its answer becomes, and which failures are tried again.</summary>
public sealed class ConnectorTests
{
    [Fact]
    public async Task The_inputs_are_the_request_and_a_JSON_answer_is_a_value()
    {
        await using var server = Saying(Answer(201, "Content-Type: application/json\r\nETag: \"7\"\r\nX-Other: no\r\n", """{"id": 7, "tags": ["a"]}"""));
        var result = await CallAsync(
            ("url", $"{server.Address}orders?x=1"), ("headers", Context(("X-Trace", "abc"))), ("body", Context(("number", "INC0000001"), ("impact", 2))));

        Assert.Equal("""{"status": 201, "headers": {"content-type": "application/json", "etag": "\"7\""}, "body": {"id": 7, "tags": ["a"]}}""", FeelValue.Context(result).ToString());
        var request = server.Requests.Single();
        Assert.StartsWith("POST /orders?x=1 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        foreach (var header in (string[])["X-Trace: abc", "Idempotency-Key: c.1.0", "Content-Type: application/json"])
            Assert.Contains($"{header}\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_parameters_are_added_to_the_address_and_encoded()
    {
        await using var server = Saying(Answer(200));
        await CallAsync(
            ("url", $"{server.Address}find?kind=all#top"),
            ("query", Context(("q", "a&b=ü 1"), ("tag", FeelValue.List(["x", 2])), ("none", FeelValue.Null), ("is open", true))));

        Assert.StartsWith("GET /find?kind=all&q=a%26b%3D%C3%BC%201&tag=x&tag=2&is%20open=true HTTP/1.1\r\n", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_is_no_context_of_plain_values_is_final()
    {
        async Task<string?> Refused(FeelValue query) =>
            (await Assert.ThrowsAsync<EffectFailedForGoodException>(() => CallAsync(("url", "http://example.org/"), ("query", query)))).Message;

        Assert.Equal("The input 'query' is no context of names and values.", await Refused("a=1"));
        Assert.Equal("The input 'query' gives 'a' {\"b\": 1}, expected a text, a number or a list of such.", await Refused(Context(("a", Context(("b", 1))))));
    }

    [Fact]
    public async Task Of_two_content_types_the_last_one_holds()
    {
        await using var server = Saying(Answer(200));
        await CallAsync(("url", server.Address.ToString()), ("body", "<a/>"), ("headers", Context(("Content-Type", "application/json"), ("content-type", "text/xml"))));

        Assert.Contains("Content-Type: text/xml\r\n", server.Requests.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("application/json", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", "done", "\"done\"")]
    [InlineData("application/json", "{not json", "\"{not json\"")]
    [InlineData("application/problem+json", "[1]", "[1]")]
    [InlineData("text/plain", "", "null")]
    public async Task A_body_is_read_as_what_it_is(string type, string body, string value)
    {
        await using var server = Saying(Answer(200, $"Content-Type: {type}\r\n", body));
        Assert.Equal(value, (await CallAsync(("url", server.Address.ToString())))["body"].ToString());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task A_status_that_says_no_is_final_unless_the_task_accepts_it(int status)
    {
        await using var server = Saying(Answer(status));
        var refused = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => CallAsync(("url", $"{server.Address}secret-path")));
        Assert.Equal(($"GET http://127.0.0.1:{server.Port} answered {status}.", $"GET http://127.0.0.1:{server.Port} 返回状态 {status}。"), (refused.Message, refused.MessageZh));
        Assert.Equal(status, (await CallAsync(("url", server.Address.ToString()), ("accept", FeelValue.List([status]))))["status"].TryGetInt(out var answered) ? answered : 0);
    }

    [Theory]
    [InlineData(408, "", 0)]
    [InlineData(429, "Retry-After: 120\r\n", 120)]
    [InlineData(503, "Retry-After: Mon, 02 Mar 2026 12:05:00 GMT\r\n", 300)]
    [InlineData(503, "Retry-After: 999999\r\n", 600)]
    [InlineData(500, "Retry-After: soon\r\n", 0)]
    public async Task A_status_that_says_later_is_tried_again_not_before_the_other_side_wants_it(int status, string header, int seconds)
    {
        await using var server = Saying(Answer(status, header));
        var later = await Assert.ThrowsAsync<EffectRetryLaterException>(() => CallAsync(("url", server.Address.ToString())));
        Assert.Equal((TimeSpan.FromSeconds(seconds), false), (later.After, later.IsPostponed));
    }

    [Fact]
    public async Task A_target_that_is_left_alone_postpones_and_spends_no_try()
    {
        await using var server = Saying(Answer(500));
        using var http = Some.Client();
        for (var n = 0; n < 5; n++) await Assert.ThrowsAsync<EffectRetryLaterException>(() => CallAsync(http, ("url", server.Address.ToString())));
        var later = await Assert.ThrowsAsync<EffectRetryLaterException>(() => CallAsync(http, ("url", server.Address.ToString())));
        Assert.True(later.IsPostponed);
        Assert.InRange(later.After.TotalSeconds, 1, 30);
    }

    [Theory]
    [InlineData("url", "not a url", "The input 'url' is no absolute URL.")]
    [InlineData("method", "TRACE", "The input 'method' is 'TRACE'; expected one of GET, HEAD, POST, PUT, PATCH, DELETE.")]
    [InlineData("url", "http://10.0.0.1/", "'10.0.0.1' is 10.0.0.1, which is no public address; name it in Outbound:Allow if processes may call it.")]
    public async Task What_can_never_be_called_is_final(string input, string value, string said)
    {
        var refused = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => CallAsync(("url", "http://example.org/"), (input, value)));
        Assert.Equal(said, refused.Message);
    }

    [Theory]
    [InlineData("Host", "internal", "The input 'headers' holds the header 'Host', which cannot be set.")]
    [InlineData("Transfer-Encoding", "chunked", "The input 'headers' holds the header 'Transfer-Encoding', which cannot be set.")]
    [InlineData("X-A", "b\r\nX-Evil: c", "The header 'X-A' holds a control character, such as a line break.")]
    public async Task A_header_cannot_make_one_request_two(string name, string value, string said)
    {
        var refused = await Assert.ThrowsAsync<EffectFailedForGoodException>(() => CallAsync(("url", "http://example.org/"), ("headers", Context((name, value)))));
        Assert.Equal(said, refused.Message);
    }

    [Fact]
    public void Calls_of_one_host_and_port_have_one_target()
    {
        static string? Of(string url) => new HttpTargets().TargetOf(new("call", "http", FeelContext.Of(("input", Context(("url", url))))));
        Assert.Equal("http://a.example:80", Of("http://A.example/x?y"));
        Assert.Equal(Of("https://a.example:443/"), Of("https://a.example/z"));
        Assert.Null(Of("nothing"));
        Assert.Null(new HttpTargets().TargetOf(new("mail", "a@b.example", FeelContext.Empty)));
    }

    private static FeelValue Context(params ReadOnlySpan<(string, FeelValue)> entries) => FeelValue.Context(FeelContext.Of(entries));

    private static async Task<FeelContext> CallAsync(params (string, FeelValue)[] inputs)
    {
        using var http = Some.Client();
        return await CallAsync(http, inputs);
    }

    private static Task<FeelContext> CallAsync(OutboundHttp http, params (string, FeelValue)[] inputs)
    {
        var time = new FakeTimeProvider(new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
        return new HttpConnector(http, Options.Create(new OutboundOptions()), time).HandleAsync(new("c.1.0", "c", "Call", FeelContext.Of(inputs)), Some.Now);
    }
}
