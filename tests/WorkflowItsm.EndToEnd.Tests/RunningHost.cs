using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.EndToEnd.Tests;

/// <summary>A host on an empty store with a token for each role, for all tests: they publish and open what the others do not look at.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private readonly Dictionary<string, ApiClient> _clients = [];
    private HostProcess? _host;

    /// <summary>The host.</summary>
    public HostProcess Host => _host ?? throw new InvalidOperationException("The host has not been started.");

    /// <summary>The data folder.</summary>
    public string Data => _data.Path;

    /// <summary>The token of the agent <c>li</c>, for programs that send it themselves.</summary>
    public string AgentToken { get; private set; } = "";

    /// <summary>A client for <c>wang</c> (requester), <c>li</c> (agent), <c>owner</c> (process-owner) or <c>auditor</c>.</summary>
    public ApiClient Client(string name) => _clients[name];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // The first verb makes the store: before the server ever ran.
        AgentToken = await Verbs.AddTokenAsync(Data, "li", "agent");
        _host = await HostProcess.StartAsync(Data);
        _clients["li"] = _host.Client(AgentToken);
        (string Name, string Role)[] others = [("wang", "requester"), ("owner", "process-owner"), ("auditor", "auditor")];
        var tokens = await Task.WhenAll(others.Select(one => Verbs.AddTokenAsync(Data, one.Name, one.Role)));
        foreach (var (one, token) in others.Zip(tokens)) _clients[one.Name] = _host.Client(token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        if (_host is not null) await _host.DisposeAsync();
        _data.Dispose();
    }
}
