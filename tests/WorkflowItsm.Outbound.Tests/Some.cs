using System.Net;
using Microsoft.Extensions.Options;
using WorkflowItsm.Outbound.Calling;

namespace WorkflowItsm.Outbound.Tests;

/// <summary>Ordinary things that tests need.</summary>
internal static class Some
{
    public static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>A client that may call this machine, unless told otherwise.</summary>
    public static OutboundHttp Client(Action<OutboundOptions>? set = null, TimeProvider? time = null, bool isLocalAllowed = true, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var options = new OutboundOptions();
        if (isLocalAllowed) options.Allow.Add("127.0.0.0/8");
        set?.Invoke(options);
        return new(Options.Create(options), time ?? TimeProvider.System, resolve ?? ((host, stop) => Dns.GetHostAddressesAsync(host, stop)));
    }

    public static OutboundRequest Get(string url, int redirects = 0) => new(HttpMethod.Get, new(url)) { Redirects = redirects };

    public static async Task<OutboundException> RefusedAsync(this OutboundHttp http, OutboundRequest request) =>
        await Assert.ThrowsAsync<OutboundException>(() => http.SendAsync(request, Now));
}
