using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Outbound.Calling;
using static WorkflowItsm.Outbound.Tests.HostileServer;

namespace WorkflowItsm.Outbound.Tests;

/// <summary>Servers that mean no good: each costs a bounded time and a bounded size, and says what went wrong.</summary>
public sealed class HostileTests
{
    private static readonly Action<OutboundOptions> _quick = options =>
    {
        options.Timeout = TimeSpan.FromSeconds(1);
        options.ConnectTimeout = TimeSpan.FromSeconds(1);
        options.MaxResponseBytes = 64 * 1024;
    };

    [Fact]
    public async Task A_server_that_hangs_is_left_after_the_time_limit()
    {
        await using var server = new HostileServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        await FailsAsync(server, OutboundFault.TimedOut, "gave no whole answer within 1 seconds.");
    }

    [Fact]
    public async Task A_body_that_trickles_is_left_after_the_time_limit()
    {
        await using var server = new HostileServer(async (stream, _, stop) =>
        {
            await SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", stop);
            for (; ; )
            {
                await SayAsync(stream, "x", stop);
                await Task.Delay(100, stop);
            }
        });
        await FailsAsync(server, OutboundFault.BadAnswer, "answered with more than 64 KB");
        await using var small = new HostileServer(async (stream, _, stop) =>
        {
            await SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", stop);
            for (; ; )
            {
                await SayAsync(stream, "x", stop);
                await Task.Delay(100, stop);
            }
        });
        await FailsAsync(small, OutboundFault.TimedOut, "gave no whole answer");
    }

    [Fact]
    public async Task Headers_that_trickle_are_left_after_the_time_limit()
    {
        await using var server = new HostileServer(async (stream, _, stop) =>
        {
            await SayAsync(stream, "HTTP/1.1 200 OK\r\n", stop);
            for (; ; )
            {
                await SayAsync(stream, "X-A: b\r\n", stop);
                await Task.Delay(100, stop);
            }
        });
        await FailsAsync(server, OutboundFault.TimedOut, "gave no whole answer");
    }

    [Fact]
    public async Task A_body_without_an_end_is_cut_at_the_size_limit()
    {
        await using var server = new HostileServer(async (stream, _, stop) =>
        {
            await SayAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", stop);
            var chunk = $"2000\r\n{new string('x', 0x2000)}\r\n";
            for (; ; ) await SayAsync(stream, chunk, stop);
        });
        await FailsAsync(server, OutboundFault.BadAnswer, "answered with more than 64 KB, the most that is taken.");
    }

    [Fact]
    public async Task A_packed_body_is_measured_unpacked()
    {
        using var packed = new MemoryStream();
        await using (var pack = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            await pack.WriteAsync(new byte[50 * 1024 * 1024], Some.Now);
        await using var server = new HostileServer(async (stream, _, stop) =>
        {
            await SayAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n", stop);
            await stream.WriteAsync(packed.ToArray(), stop);
        });
        await FailsAsync(server, OutboundFault.BadAnswer, "answered with more than 64 KB");
    }

    [Fact]
    public async Task Headers_without_an_end_are_cut()
    {
        await using var server = new HostileServer(async (stream, _, stop) =>
        {
            await SayAsync(stream, "HTTP/1.1 200 OK\r\n", stop);
            for (; ; ) await SayAsync(stream, $"X-A: {new string('b', 1000)}\r\n", stop);
        });
        await FailsAsync(server, OutboundFault.BadAnswer, "gave an answer that cannot be read");
    }

    [Fact]
    public async Task What_is_no_HTTP_is_said_so()
    {
        await using var server = Saying("SSH-2.0-OpenSSH_9.2\r\n");
        await FailsAsync(server, OutboundFault.BadAnswer, "gave an answer that cannot be read");
    }

    [Fact]
    public async Task A_connection_that_breaks_after_sending_is_said_so()
    {
        await using var server = new HostileServer((stream, _, _) =>
        {
            ((NetworkStream)stream).Socket.LingerState = new(true, 0);
            ((NetworkStream)stream).Socket.Close();
            return Task.CompletedTask;
        });
        await FailsAsync(server, OutboundFault.Unreachable, "The connection to http://127.0.0.1:");
    }

    [Fact]
    public async Task A_port_where_nobody_listens_and_a_name_that_nobody_has_are_said_so()
    {
        int port;
        await using (var gone = Saying("")) port = gone.Port;
        using var http = Some.Client(_quick);
        Assert.Equal($"http://127.0.0.1:{port} refuses connections.", (await http.RefusedAsync(Some.Get($"http://127.0.0.1:{port}/"))).Message);
        using var nameless = Some.Client(_quick, resolve: (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        var refused = await nameless.RefusedAsync(Some.Get("http://nobody.example/"));
        Assert.Equal(OutboundFault.Unreachable, refused.Fault);
        Assert.StartsWith("The name 'nobody.example' has no address: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_server_that_hangs_is_left_after_the_time_limit()
    {
        using var http = Some.Client(_quick, resolve: async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return [];
        });
        Assert.Equal(OutboundFault.TimedOut, (await http.RefusedAsync(Some.Get("http://slow.example/"))).Fault);
    }

    [Fact]
    public async Task A_certificate_that_nobody_signed_is_refused()
    {
        using var key = RSA.Create(2048);
        using var own = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(Some.Now);
            await using var tls = new SslStream(client.GetStream());
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await tls.AuthenticateAsServerAsync(own);
                _ = await tls.ReadAtLeastAsync(new byte[1], 1, cancellationToken: Some.Now);
            });
        }, Some.Now);
        using var http = Some.Client();
        var refused = await http.RefusedAsync(Some.Get($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        Assert.Contains("showed no certificate that can be trusted", refused.Message, StringComparison.Ordinal);
        await serving;
    }

    [Fact]
    public async Task Redirects_are_followed_only_when_asked_and_not_for_ever()
    {
        await using var server = new HostileServer((stream, _, stop) => SayAsync(stream, Answer(302, "Location: /again\r\n"), stop));
        using var http = Some.Client(_quick);
        Assert.Equal(302, (await http.SendAsync(Some.Get(server.Address.ToString()), Some.Now)).Status);
        Assert.Single(server.Requests);
        Assert.Equal(302, (await http.SendAsync(Some.Get(server.Address.ToString(), redirects: 3), Some.Now)).Status);
        Assert.Equal(5, server.Requests.Count);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("//10.1.2.3/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user@10.0.0.1/")]
    public async Task A_redirect_to_an_internal_address_is_refused_like_a_call(string location)
    {
        await using var server = new HostileServer((stream, _, stop) => SayAsync(stream, Answer(302, $"Location: {location}\r\n"), stop));
        using var http = Some.Client(_quick);
        Assert.Equal(OutboundFault.Forbidden, (await http.RefusedAsync(Some.Get(server.Address.ToString(), redirects: 1))).Fault);
    }

    [Fact]
    public async Task A_secret_goes_only_to_its_hosts_and_over_no_redirect_to_another()
    {
        await using var other = Saying(Answer(200));
        await using var server = new HostileServer((stream, _, stop) => SayAsync(stream, Answer(307, $"Location: {other.Address}\r\n"), stop));
        using var http = Some.Client(options =>
        {
            options.Secrets["CRM"] = new() { Value = "Bearer tellnobody" };
            options.Secrets["CRM"].Hosts.Add("127.0.0.1");
        });
        var call = Some.Get(server.Address.ToString(), redirects: 1) with { Secrets = [KeyValuePair.Create("Authorization", "CRM")] };
        await http.SendAsync(call, Some.Now);
        Assert.Contains("Authorization: Bearer tellnobody", server.Requests.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("tellnobody", other.Requests.Single(), StringComparison.Ordinal);
        var refused = await http.RefusedAsync(call with { Url = new("http://127.0.0.2/") });
        Assert.Equal("The secret 'CRM' is not for 127.0.0.2; Outbound:Secrets:CRM:Hosts names the hosts that may see it.", refused.Message);
        Assert.Contains("which Outbound:Secrets does not hold", (await http.RefusedAsync(call with { Secrets = [KeyValuePair.Create("X", "ERP")] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_keeps_failing_is_left_alone_others_are_not_and_it_is_tried_again_later()
    {
        var status = 500;
        await using var bad = new HostileServer((stream, _, stop) => SayAsync(stream, Answer(Volatile.Read(ref status)), stop));
        await using var good = Saying(Answer(200));
        var time = new FakeTimeProvider();
        using var http = Some.Client(time: time);
        for (var n = 0; n < 5; n++) Assert.Equal(500, (await http.SendAsync(Some.Get(bad.Address.ToString()), Some.Now)).Status);

        var left = await http.RefusedAsync(Some.Get(bad.Address.ToString()));
        Assert.Equal((OutboundFault.LeftAlone, TimeSpan.FromSeconds(30)), (left.Fault, left.RetryAfter));
        Assert.Equal($"http://127.0.0.1:{bad.Port} failed again and again and is left alone for 30 seconds more; nothing was sent.", left.Message);
        Assert.Equal(5, bad.Requests.Count);
        Assert.Equal(200, (await http.SendAsync(Some.Get(good.Address.ToString()), Some.Now)).Status);

        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(500, (await http.SendAsync(Some.Get(bad.Address.ToString()), Some.Now)).Status);
        Assert.Equal(OutboundFault.LeftAlone, (await http.RefusedAsync(Some.Get(bad.Address.ToString()))).Fault);
        Volatile.Write(ref status, 200);
        time.Advance(TimeSpan.FromSeconds(31));
        for (var n = 0; n < 3; n++) Assert.Equal(200, (await http.SendAsync(Some.Get(bad.Address.ToString()), Some.Now)).Status);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using var server = Saying(Answer(200, "Set-Cookie: a=b\r\n"));
        using var http = Some.Client();
        for (var n = 0; n < 2; n++) await http.SendAsync(Some.Get(server.Address.ToString()), Some.Now);
        Assert.All(server.Requests, request => Assert.DoesNotContain("Cookie", request, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task FailsAsync(HostileServer server, OutboundFault fault, string said)
    {
        using var http = Some.Client(_quick);
        var failure = await http.RefusedAsync(Some.Get(server.Address.ToString()));
        Assert.Equal(fault, failure.Fault);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }
}
