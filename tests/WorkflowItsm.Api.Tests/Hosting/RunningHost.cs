using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.DesignerHost.Serving;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Testing.Hosting;

[assembly: AssemblyFixture(typeof(RunningHost))]

namespace WorkflowItsm.Api.Tests.Hosting;

/// <summary>The real host with the shipped bundles, on a data folder of its own, in this process; shared by all tests.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private readonly Dictionary<Role, string> _tokens = [];
    private WebApplication? _app;

    /// <summary>Further settings, as the command line has them.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The services.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>The data folder.</summary>
    public DataFolder Data => _data;

    /// <summary>What it said at start.</summary>
    public string Announced { get; private set; } = "";

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app!.Urls.First());

    public async ValueTask InitializeAsync()
    {
        _app = Server.Build(["--urls", "http://127.0.0.1:0", .. Settings], _data.Path, builder => builder.Logging.ClearProviders());
        await _app.StartAsync();
        using var said = new StringWriter();
        await Server.AnnounceAsync(_app, _data.Path, new(said, said));
        Announced = said.ToString();
        var book = Services.GetRequiredService<TokenBook>();
        foreach (var role in Some.Roles) _tokens[role] = (await book.AddAsync(Roles.NameOf(role), role)).Secret!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>Sends a request for a role; null for nobody.</summary>
    public Task<Reply> SendAsync(Role? role, string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(role is { } one ? Credentials(one) : null, method, path, body is null ? null : Encoding.UTF8.GetBytes(body), headers);

    /// <summary>The token of a role.</summary>
    public AuthenticationHeaderValue Credentials(Role role) => new("Bearer", _tokens[role]);

    /// <summary>Sends a request with credentials.</summary>
    public async Task<Reply> SendAsync(AuthenticationHeaderValue? credentials, string method, string path, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        request.Headers.Authorization = credentials;
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null) request.Content = new ByteArrayContent(body);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new((int)answer.StatusCode, text, answer.Headers.Concat(answer.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Publishes a bundle of one file; fails with what is wrong with it.</summary>
    public async Task PublishAsync(string bundle, string file, string content)
    {
        var publication = new Publication(bundle, [new(file, Encoding.UTF8.GetBytes(content))], Actor.System, null, Publication.FromApi);
        var result = await Services.GetRequiredService<IDefinitions>().PublishAsync(publication, TestContext.Current.CancellationToken);
        Assert.True(result.Changed, string.Join('\n', result.Findings.Items.Select(finding => finding.Message)));
    }

    /// <summary>Opens an incident as an agent and gives its record.</summary>
    public async Task<JsonNode> OpenAsync(string fields = """{"short_description":"Disk full","impact":"2","urgency":"2"}""", Role role = Role.Agent)
    {
        var reply = await SendAsync(role, "POST", "/api/now/table/incident?sysparm_exclude_reference_link=true", fields);
        Assert.True(reply.Status == 201, reply.Text);
        return reply.Result;
    }
}

/// <summary>An answer.</summary>
public sealed record Reply(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The member <c>result</c>.</summary>
    public JsonNode Result => Json["result"]!;

    /// <summary>The sentence of an error, in either form.</summary>
    public string Sentence => (Json["error"]?["message"] ?? Json["detail"])!.GetValue<string>();
}
