using System.Diagnostics;
using System.Text.Json.Nodes;
using WorkflowItsm.Testing;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.EndToEnd.Tests;

/// <summary>A real Prometheus Alertmanager that posts to a host; its waits are as short as it allows.</summary>
internal sealed class Alertmanager : IAsyncDisposable
{
    private readonly DataFolder _folder = new();
    private readonly Process _process;
    private readonly ApiClient _client;

    private Alertmanager(string program, Uri webhook, string token)
    {
        var address = HostProcess.FreeAddress();
        var configuration = Path.Combine(_folder.Path, "alertmanager.yml");
        File.WriteAllText(configuration, $"""
            route:
              receiver: workflowitsm
              group_by: [alertname, service]
              group_wait: 1s
              group_interval: 1s
              repeat_interval: 1s
            receivers:
              - name: workflowitsm
                webhook_configs:
                  - url: {webhook}
                    send_resolved: true
                    http_config:
                      authorization:
                        type: Bearer
                        credentials: {token}
            """);
        _process = Process.Start(new ProcessStartInfo(program)
        {
            ArgumentList =
            {
                $"--config.file={configuration}", $"--storage.path={_folder.Sub("storage")}", $"--web.listen-address={address.Authority}", "--cluster.listen-address=",
            },
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, line) => Log.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
        _client = new ApiClient(address, null);
    }

    /// <summary>What it has logged, for a failure.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Starts it; skips the test where it is not installed.</summary>
    public static async Task<Alertmanager> StartAsync(Uri host, string token)
    {
        var started = new Alertmanager(Tool.Require("prometheus-alertmanager"), new Uri(host, "/api/v1/intake/alertmanager"), token);
        await Eventually.Holds("Alertmanager to be ready", async () => (await started._client.GetAsync("/-/ready")).Status == System.Net.HttpStatusCode.OK);
        return started;
    }

    /// <summary>Fires an alert, as Prometheus does.</summary>
    public Task FireAsync(JsonObject labels, string summary) => PostAsync(labels, summary, DateTimeOffset.UtcNow.AddHours(1));

    /// <summary>Says that it is over.</summary>
    public Task ResolveAsync(JsonObject labels, string summary) => PostAsync(labels, summary, DateTimeOffset.UtcNow);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task PostAsync(JsonObject labels, string summary, DateTimeOffset until)
    {
        var answer = await _client.PostAsync("/api/v2/alerts", new JsonArray(new JsonObject
        {
            ["labels"] = labels.DeepClone(),
            ["annotations"] = new JsonObject { ["summary"] = summary },
            ["endsAt"] = until.ToString("O"),
        }));
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, answer.Text);
    }
}
