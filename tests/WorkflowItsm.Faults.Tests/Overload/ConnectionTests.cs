using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests.Overload;

/// <summary>Very many connections that ask for nothing, and such that never end asking: everybody else is served beside them.</summary>
public sealed class ConnectionTests(ITestOutputHelper output)
{
    private const string Slow = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";

    private static readonly int _connections = Switches.Number("WORKFLOWITSM_CONNECTIONS", 3000);

    /// <summary>WORKFLOWITSM_CONNECTIONS says how many; each third one sends half of a request, the others nothing. A third of them is the most that is kept.</summary>
    [Fact]
    public async Task Whoever_holds_connections_keeps_nobody_out_and_takes_bounded_memory()
    {
        var max = _connections / 3;
        using var place = await Installation.MakeAsync("PT1H", "--Connections:Max", Text(max), "--Connections:HeaderSeconds", "5", "--Connections:IdleSeconds", "600");
        await using var host = await place.StartAsync();
        using var agent = place.Client();
        using var underWay = await SlowPost.BeginAsync(place);
        Assert.Equal(HttpStatusCode.Created, (await agent.OpenAsync(Fields("before"))).Status);
        var before = Memory(host);
        List<Socket> crowd = [];
        try
        {
            for (var number = 0; number < _connections; number++)
            {
                crowd.Add(await ConnectAsync(place.Address, number));
                if (number % 3 == 0) await crowd[^1].SendAsync(Encoding.ASCII.GetBytes(Slow));
                if (number % Math.Max(100, _connections / 30) > 0) continue;
                await underWay.SendMoreAsync();
                // A connection of its own each time, as a monitor has it.
                using var monitor = place.Client();
                Assert.Equal(HttpStatusCode.OK, (await monitor.GetAsync("/health/live")).Status);
            }

            Assert.Equal(HttpStatusCode.Created, (await agent.OpenAsync(Fields("beside"))).Status);
            var after = Memory(host);
            // Those who were there first made room; so did those who took too long with their headers.
            await Eventually.Holds("the server to close those without a place", () => Task.FromResult(crowd.Count(IsClosed) >= _connections - max));
            await Eventually.Holds("the server to close those who never end", () => Task.FromResult(crowd.Where((_, number) => number % 3 == 0).All(IsClosed)));
            Assert.Equal(HttpStatusCode.Created, await underWay.EndAsync());
            output.WriteLine($"{_connections} connections, {max} kept at most: resident {before >> 20} MB before, {after >> 20} MB after; {crowd.Count(IsClosed)} were closed.");
            Assert.InRange(after - before, long.MinValue, (200L << 20) + (max * 20L * 1024));
        }
        finally
        {
            crowd.ForEach(socket => socket.Dispose());
        }
    }

    // One address of the loopback has too few ports.
    private static async Task<Socket> ConnectAsync(Uri address, int number)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(1 + (number / 10_000))]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, TestContext.Current.CancellationToken);
        return socket;
    }

    private static bool IsClosed(Socket socket)
    {
        try
        {
            if (!socket.Poll(0, SelectMode.SelectRead)) return false;
            // An answer 408 may come first.
            while (socket.Available > 0) socket.Receive(new byte[1024]);
            return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static long Memory(HostProcess host)
    {
        var line = File.ReadLines($"/proc/{host.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    private static System.Text.Json.Nodes.JsonObject Fields(string text) => new() { ["short_description"] = text, ["impact"] = "2", ["urgency"] = "2" };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A request that is under way all the time: its body comes in pieces.</summary>
    private sealed class SlowPost : IDisposable
    {
        private static readonly byte[] _piece = Encoding.ASCII.GetBytes(new string('x', 8000));
        private readonly TcpClient _client = new();
        private int _left = 60;

        public static async Task<SlowPost> BeginAsync(Installation place)
        {
            var post = new SlowPost();
            await post._client.ConnectAsync(IPAddress.Loopback, place.Address.Port, TestContext.Current.CancellationToken);
            var (start, end) = ("{\"short_description\":\"slow\",\"impact\":\"2\",\"urgency\":\"2\",\"description\":\"", "\"}");
            var length = start.Length + (post._left * _piece.Length) + end.Length;
            await post.SendAsync(Encoding.ASCII.GetBytes(
                $"POST /api/now/table/incident HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {place.Token}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{start}"));
            return post;
        }

        public async Task SendMoreAsync()
        {
            if (_left-- > 1) await SendAsync(_piece);
            else _left++;
        }

        public async Task<HttpStatusCode> EndAsync()
        {
            for (; _left > 0; _left--) await SendAsync(_piece);
            await SendAsync("\"}"u8.ToArray());
            using var reader = new StreamReader(_client.GetStream(), leaveOpen: true);
            var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
            return (HttpStatusCode)int.Parse(status!.Split(' ')[1], CultureInfo.InvariantCulture);
        }

        public void Dispose() => _client.Dispose();

        private ValueTask SendAsync(byte[] bytes) => _client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
    }
}
