using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace WorkflowItsm.Benchmarks.Http;

/// <summary>Opens incidents over kept connections with as little work of its own as can be: it shares the cores with the host.</summary>
internal sealed class IncidentLoad(Uri address, string token)
{
    private int _count;

    /// <summary>Opens incidents for a time.</summary>
    /// <param name="connections">How many at once.</param>
    /// <param name="rate">How many a second begin, whatever becomes of the others; null means as many as go.</param>
    /// <param name="time">How long.</param>
    /// <returns>Incidents a second, and how long each took from the moment it was to begin, shortest first.</returns>
    public async Task<(double Rate, IReadOnlyList<TimeSpan> Times)> RunAsync(int connections, double? rate, TimeSpan time)
    {
        var (clock, begun) = (Stopwatch.StartNew(), -1);
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(ConnectionAsync)));
        List<TimeSpan> all = [.. times.SelectMany(list => list).Order()];
        return (all.Count / clock.Elapsed.TotalSeconds, all);

        async Task<List<TimeSpan>> ConnectionAsync()
        {
            var took = new List<TimeSpan>();
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(address.Host, address.Port);
            var (stream, buffer) = (client.GetStream(), new byte[64 * 1024]);
            while (true)
            {
                var due = rate is { } perSecond ? TimeSpan.FromSeconds(Interlocked.Increment(ref begun) / perSecond) : clock.Elapsed;
                if (due >= time) return took;
                if (due - clock.Elapsed is { Ticks: > 0 } wait) await Task.Delay(wait);
                await stream.WriteAsync(Request());
                await AnswerAsync(stream, buffer);
                took.Add(clock.Elapsed - due);
            }
        }
    }

    private byte[] Request()
    {
        var number = Interlocked.Increment(ref _count);
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"short_description":"The printer on floor {{number % 40}} does not answer","category":"hardware","impact":"2","urgency":"2","correlation_id":"bench-{{number}}"}""");
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/now/table/incident HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nIdempotency-Key: bench-{number}-{Environment.ProcessId}\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }

    private static async Task AnswerAsync(NetworkStream stream, byte[] buffer)
    {
        var (filled, end) = (0, -1);
        while (end < 0 || filled < end)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled));
            if (read == 0) throw new IOException("The host closed the connection.");
            filled += read;
            if (end < 0) end = EndOf(buffer.AsSpan(0, filled));
        }
    }

    // Where the answer ends; -1 while its head is not complete. An answer other than 201, or a chunked one, ends the run.
    private static int EndOf(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return -1;
        if (!answer.StartsWith("HTTP/1.1 201"u8)) throw new IOException("The host answered: " + Encoding.UTF8.GetString(answer));
        if (answer.IndexOf("\r\nTransfer-Encoding: chunked"u8) is > 0 and var chunked && chunked < head)
            return answer.EndsWith("0\r\n\r\n"u8) ? answer.Length : -1;
        const string Length = "\r\nContent-Length: ";
        var begin = answer.IndexOf("\r\nContent-Length: "u8) + Length.Length;
        var length = answer[begin..];
        return head + 4 + int.Parse(length[..length.IndexOf("\r"u8)], CultureInfo.InvariantCulture);
    }
}
