using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WorkflowItsm.Outbound.Tests;

/// <summary>A server on loopback that does to each connection what the test wants; HTTP is what it writes itself.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Func<Stream, string, CancellationToken, Task> _answer;
    private readonly Task _loop;

    public HostileServer(Func<Stream, string, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>What the requests were, heads and all.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Answers every request with the same bytes.</summary>
    public static HostileServer Saying(string answer) => new((stream, _, stop) => SayAsync(stream, answer, stop));

    public static string Answer(int status, string headers = "", string body = "") =>
        $"HTTP/1.1 {status} Said\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}";

    public static async Task SayAsync(Stream stream, string text, CancellationToken stop) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = await HeadAsync(stream);
                Requests.Enqueue(head);
                await _answer(stream, head, _stop.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) > 0) head.Append((char)one[0]);
        return head.ToString();
    }
}
