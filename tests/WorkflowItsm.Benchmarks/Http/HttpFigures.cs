using WorkflowItsm.Benchmarks.Quick;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Benchmarks.Http;

/// <summary>Incidents opened over HTTP at the shipped host, with the shipped bundles, by this process on the same cores.</summary>
internal static class HttpFigures
{
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(8);

    public static async IAsyncEnumerable<Figure> MeasureAsync()
    {
        using var data = new DataFolder();
        var token = await Verbs.AddTokenAsync(data.Path, "bench", "agent");
        await using var host = await HostProcess.StartAsync(data.Path);
        var load = new IncidentLoad(host.Address, token);
        await load.RunAsync(32, rate: null, _time);
        var (rate, _) = await load.RunAsync(32, rate: null, _time);
        yield return new("http-incidents", rate, "incidents/s");
        var (_, times) = await load.RunAsync(16, rate: 300, _time);
        yield return new("http-incidents-300-p99", times[(int)(times.Count * 0.99)].TotalMilliseconds, "ms");
    }
}
