using System.Net;
using WorkflowItsm.Outbound.Addresses;
using WorkflowItsm.Outbound.Calling;

namespace WorkflowItsm.Outbound.Tests;

/// <summary>No internal address is called, however it is written and wherever it comes from.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://127.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0x7f.0.0.1/")]
    [InlineData("http://017700000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://１２７.０.０.１/")]
    [InlineData("http://127。0。0。1/")]
    [InlineData("http://localhost/")]
    [InlineData("http://LOCALHOST./")]
    [InlineData("http://0/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[0:0:0:0:0:0:0:1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://[::127.0.0.1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://[64:ff9b:1::1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[2002:a9fe:a9fe::1]/")]
    [InlineData("http://[2001:0:7f00:1::]/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[fec0::1]/")]
    [InlineData("http://[fc00::1]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://[ff02::1]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://0xa9fea9fe/")]
    [InlineData("http://2852039166/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://172.16.0.1/")]
    [InlineData("http://172.31.255.255/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("http://198.18.0.1/")]
    [InlineData("http://224.0.0.1/")]
    [InlineData("http://255.255.255.255/")]
    public async Task An_internal_address_is_not_called_in_any_notation(string url)
    {
        using var http = Some.Client(isLocalAllowed: false);
        var refused = await http.RefusedAsync(Some.Get(url));
        Assert.Equal(OutboundFault.Forbidden, refused.Fault);
        Assert.Contains("which is no public address", refused.Sentence.En, StringComparison.Ordinal);
        Assert.Contains("不是公网地址", refused.Sentence.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::1")]
    public void A_public_address_is_public(string address) => Assert.False(SpecialAddresses.Contains(IPAddress.Parse(address)));

    [Fact]
    public async Task Nothing_is_sent_to_an_internal_server_that_listens()
    {
        await using var server = HostileServer.Saying(HostileServer.Answer(200, body: "internal"));
        using var http = Some.Client(isLocalAllowed: false);
        await http.RefusedAsync(Some.Get(server.Address.ToString()));
        await http.RefusedAsync(Some.Get($"http://localhost:{server.Port}/"));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_name_that_resolves_differently_each_time_gains_nothing()
    {
        await using var server = HostileServer.Saying(HostileServer.Answer(200, body: "internal"));
        var turn = 0;
        // A public address first, the internal one when it is asked again: the connection goes to what was judged.
        using var http = Some.Client(
            options => options.ConnectTimeout = TimeSpan.FromSeconds(1), isLocalAllowed: false,
            resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(turn++ == 0 ? "192.0.0.8" : "127.0.0.1")]));
        for (var n = 0; n < 3; n++) Assert.Equal(OutboundFault.Forbidden, (await http.RefusedAsync(Some.Get($"http://rebinding.example:{server.Port}/"))).Fault);
        Assert.Equal(3, turn);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Of_several_addresses_only_those_are_connected_to_that_may_be()
    {
        await using var server = HostileServer.Saying(HostileServer.Answer(200, body: "ours"));
        using var http = Some.Client(resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1"), IPAddress.Loopback]));
        Assert.Equal(200, (await http.SendAsync(Some.Get($"http://two.example:{server.Port}/"), Some.Now)).Status);
    }

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:25/_HELO")]
    [InlineData("dict://127.0.0.1:11211/stat")]
    [InlineData("unix:/var/run/docker.sock")]
    public async Task Only_http_is_spoken(string url)
    {
        using var http = Some.Client();
        var refused = await http.RefusedAsync(Some.Get(url));
        Assert.Equal(OutboundFault.Forbidden, refused.Fault);
        Assert.Contains("is no http or https URL", refused.Sentence.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.org@127.0.0.1/")]
    [InlineData("http://user:word@example.org/")]
    public async Task A_name_or_password_in_a_URL_is_refused(string url)
    {
        using var http = Some.Client();
        var refused = await http.RefusedAsync(Some.Get(url));
        Assert.Equal(OutboundFault.Forbidden, refused.Fault);
        Assert.DoesNotContain("word", refused.Sentence.En.Replace("password", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_allowed_by_name_address_or_network_is_called_and_nothing_else()
    {
        await using var server = HostileServer.Saying(HostileServer.Answer(200));
        foreach (var entry in (string[])["127.0.0.1", "127.0.0.0/8", "localhost"])
        {
            using var http = Some.Client(options => options.Allow.Add(entry), isLocalAllowed: false);
            var host = entry == "localhost" ? "localhost" : "127.0.0.1";
            Assert.Equal(200, (await http.SendAsync(Some.Get($"http://{host}:{server.Port}/"), Some.Now)).Status);
            Assert.Equal(OutboundFault.Forbidden, (await http.RefusedAsync(Some.Get("http://10.0.0.1/"))).Fault);
        }

        using var strict = Some.Client(options => options.Only.Add("hooks.example.org"));
        Assert.Contains("Outbound:Only", (await strict.RefusedAsync(Some.Get(server.Address.ToString()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_proxy_of_the_environment_is_asked()
    {
        await using var proxy = HostileServer.Saying(HostileServer.Answer(200, body: "proxied"));
        await using var server = HostileServer.Saying(HostileServer.Answer(200, body: "direct"));
        Environment.SetEnvironmentVariable("http_proxy", proxy.Address.ToString());
        try
        {
            using var http = Some.Client();
            var answer = await http.SendAsync(Some.Get(server.Address.ToString()), Some.Now);
            Assert.Equal("direct", System.Text.Encoding.UTF8.GetString(answer.Body.Span));
            Assert.Empty(proxy.Requests);
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", null);
        }
    }

    [Fact]
    public void Options_that_cannot_be_are_all_named()
    {
        var options = new OutboundOptions { BreakAfter = 1, Timeout = TimeSpan.Zero };
        options.Allow.Add("10.0.0.0/33");
        options.Secrets["CRM"] = new();
        var wrong = new OutboundOptionsCheck().Validate(null, options);
        Assert.Equal(5, wrong.Failures!.Count());
    }
}
