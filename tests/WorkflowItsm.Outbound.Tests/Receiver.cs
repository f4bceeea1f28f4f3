using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WorkflowItsm.Outbound.Tests;

/// <summary>A webhook that came, and whether its signature holds.</summary>
internal sealed record Received(string Id, long Timestamp, string Body, bool IsGenuine, IReadOnlyDictionary<string, string> Headers);

/// <summary>
/// A server that takes webhooks as Standard Webhooks asks of receivers: it takes the signature of the raw body apart itself, from the
/// secret as it was handed to it. Each post gets the next of its answers, the last one for ever.
/// </summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<int> _answers;

    private Receiver(WebApplication app, IEnumerable<int> answers) => (_app, _answers) = (app, new(answers));

    public Uri Address => new(_app.Urls.Single());

    public ConcurrentQueue<Received> Posts { get; } = new();

    public static async Task<Receiver> StartAsync(string secret, params int[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build(), answers.Length == 0 ? [204] : answers);
        receiver._app.MapPost("/hooks", context => receiver.TakeAsync(context, secret));
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context, string secret)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var (id, time, text) = (context.Request.Headers["webhook-id"].ToString(), context.Request.Headers["webhook-timestamp"].ToString(), Encoding.UTF8.GetString(body.ToArray()));
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var expected = "v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(string.Join('.', id, time, text))));
        var isGenuine = context.Request.Headers["webhook-signature"].ToString().Split(' ').Contains(expected);
        Posts.Enqueue(new(id, long.Parse(time, System.Globalization.CultureInfo.InvariantCulture), text, isGenuine,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        lock (_answers) context.Response.StatusCode = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
    }
}
