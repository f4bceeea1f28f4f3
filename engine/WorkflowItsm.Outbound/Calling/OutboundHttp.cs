using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Options;
using WorkflowItsm.Outbound.Addresses;

namespace WorkflowItsm.Outbound.Calling;

/// <summary>
/// The one way out over HTTP. It calls no internal address unless the options allow it, takes no proxy from the environment,
/// keeps no cookies, follows no redirect unasked, and bounds time, size and headers of every answer. Safe to share between threads.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    private readonly OutboundOptions _options;
    private readonly AddressRules _rules;
    private readonly Breakers _breakers;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    /// <summary>Makes one; a host needs no more.</summary>
    /// <param name="options">What it may do.</param>
    /// <param name="time">The clock of time limits and breakers.</param>
    public OutboundHttp(IOptions<OutboundOptions> options, TimeProvider time)
        : this(options, time, (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken))
    {
    }

    internal OutboundHttp(IOptions<OutboundOptions> options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        _options = options.Value;
        _time = time;
        _rules = new(_options);
        _breakers = new(_options, time);
        _http = new(new SocketsHttpHandler
        {
            ConnectCallback = new Connecting(_rules, resolve).ConnectAsync,
            ConnectTimeout = _options.ConnectTimeout,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 32,
            MaxResponseDrainSize = 0,
            // A name may move; what is open is judged anew after this.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        });
    }

    /// <summary>Makes a call. Every status is an answer.</summary>
    /// <exception cref="OutboundException">There was no answer, or the call must not be made.</exception>
    public async Task<OutboundResponse> SendAsync(OutboundRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var next = request;
        for (var left = request.Redirects; ; left--)
        {
            Check(next);
            var response = await _breakers.RunAsync(next.Url, _ => SendOnceAsync(next, limit.Token, either.Token), CancellationToken.None);
            if (left <= 0 || Redirection.Follow(next, response) is not { } followed) return response;
            next = followed;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async ValueTask<OutboundResponse> SendOnceAsync(OutboundRequest request, CancellationToken limit, CancellationToken either)
    {
        try
        {
            using var message = Message(request);
            using var answer = await _http.SendAsync(message, either);
            return await Answers.ReadAsync(answer, _options.MaxResponseBytes, request.Url, either);
        }
        catch (OutboundException)
        {
            throw;
        }
        catch (HttpRequestException failure) when (failure.InnerException is OutboundException judged)
        {
            throw judged;
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested || late.InnerException is TimeoutException)
        {
            var target = Breakers.TargetOf(request.Url);
            throw new OutboundException(OutboundFault.TimedOut, limit.IsCancellationRequested
                ? new($"{target} gave no whole answer within {_options.Timeout.TotalSeconds:0} seconds.", $"{target} 在 {_options.Timeout.TotalSeconds:0} 秒内没有给出完整的响应。")
                : new($"{target} could not be connected to within {_options.ConnectTimeout.TotalSeconds:0} seconds.", $"在 {_options.ConnectTimeout.TotalSeconds:0} 秒内无法连接 {target}。"), late);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Answers.Failure(request.Url, failure);
        }
    }

    private HttpRequestMessage Message(OutboundRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Url);
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            if (request.ContentType is { } type) message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach (var (name, value) in request.Headers.Concat(request.Secrets.Select(secret => KeyValuePair.Create(secret.Key, _options.Secrets[secret.Value].Value))))
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content?.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private void Check(OutboundRequest request)
    {
        var url = request.Url;
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw Forbidden($"'{Shown(url)}' is no http or https URL; only those are called.", $"“{Shown(url)}”不是 http 或 https 地址，不予调用。");
        if (url.UserInfo.Length > 0)
            throw Forbidden($"The URL of {url.Host} holds a name or password; send them as a header that names a secret.", $"{url.Host} 的地址中含有用户名或密码；请改用引用密钥的请求头。");
        if (_rules.WhyNot(url.IdnHost) is { } why) throw new OutboundException(OutboundFault.Forbidden, why);
        foreach (var (header, name) in request.Secrets)
        {
            if (!_options.Secrets.TryGetValue(name, out var secret))
                throw Forbidden($"The header '{header}' names the secret '{name}', which Outbound:Secrets does not hold.", $"请求头“{header}”引用的密钥“{name}”不在 Outbound:Secrets 中。");
            if (!secret.Hosts.Contains(url.IdnHost, StringComparer.OrdinalIgnoreCase))
                throw Forbidden($"The secret '{name}' is not for {url.IdnHost}; Outbound:Secrets:{name}:Hosts names the hosts that may see it.", $"密钥“{name}”不用于 {url.IdnHost}；可用主机见 Outbound:Secrets:{name}:Hosts。");
        }
    }

    // What else is in the text may be secret, and is shown to people.
    private static string Shown(Uri url) => url.IsAbsoluteUri ? $"{url.Scheme}:…" : "…";

    private static OutboundException Forbidden(string en, string zh) => new(OutboundFault.Forbidden, new(en, zh));
}
