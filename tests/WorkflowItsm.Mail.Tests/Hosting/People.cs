using System.Text.Json.Nodes;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Mail.Tests.Hosting;

/// <summary>
/// The people of a host: <c>alice</c> and <c>bob</c> report, <c>li</c> works, <c>audit</c> looks. Each has an account,
/// whose mail address counts, and a token under the same name for the API.
/// </summary>
internal sealed class People(HostProcess host, IReadOnlyDictionary<string, string> tokens) : IDisposable
{
    private static readonly (string Name, string Role)[] _all = [("alice", "requester"), ("bob", "requester"), ("li", "agent"), ("audit", "auditor")];
    private readonly Dictionary<string, ApiClient> _clients = tokens.ToDictionary(one => one.Key, one => host.Client(one.Value));

    /// <summary>A client that speaks for somebody.</summary>
    public ApiClient this[string name] => _clients[name];

    /// <summary>Makes the accounts and starts a host on the folder.</summary>
    public static async Task<(HostProcess Host, People People)> StartAsync(DataFolder data, params string[] arguments)
    {
        Dictionary<string, string> tokens = [];
        foreach (var (name, role) in _all)
        {
            var added = await Verbs.RunAsync(data.Path, "user", "add", name, "--role", role);
            Assert.True(added.ExitCode == 0, added.Output + added.Error);
            tokens[name] = await Verbs.AddTokenAsync(data.Path, name, role);
        }

        var host = await HostProcess.StartAsync(data.Path, null, arguments);
        return (host, new(host, tokens));
    }

    /// <summary>Opens an incident for somebody; gives its record.</summary>
    public async Task<JsonObject> OpenAsync(string name, string what = "Disk full") =>
        (await this[name].OpenAsync(new() { ["short_description"] = what, ["impact"] = "1", ["urgency"] = "2" })).Result;

    /// <summary>The comments and notes on a ticket, as "actor: text", oldest first.</summary>
    public async Task<IReadOnlyList<string>> WrittenAsync(string id) =>
    [
        .. (await this["li"].TimelineAsync(id)).Where(line => line["kind"]!.GetValue<string>() is "comment" or "work-note")
            .Select(line => $"{line["actor"]!.GetValue<string>()}: {line["text"]!.GetValue<string>()}"),
    ];

    public void Dispose()
    {
        foreach (var client in _clients.Values) client.Dispose();
    }
}
