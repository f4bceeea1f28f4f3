using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Bpmn.Tests.Hostile;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Definitions;

/// <summary>
/// The files of <c>WorkflowItsm.Bpmn.Tests/Hostile</c> as bundles, published and verified over HTTP: refused with the reason, for little. What is judged is what a
/// garbage collector cannot take back; times are printed. In a host of its own.
/// </summary>
public sealed class HostileBundleTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const long MostBytes = 256L * 1024 * 1024;

    /// <summary>What is no process whatever else is read: the others may have warnings only.</summary>
    private static readonly string[] _wrong =
    [
        "10 MB of small elements", "11 MB", "100,000 elements in a row", "nesting of 10,000", "a document type", "a document type from outside", "an element of 10,000 attributes",
        "a namespace of a megabyte", "a tag of a megabyte that is not closed", "a name of an element of a megabyte", "19,000 times the same id",
    ];

    private readonly RunningHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_hostile_file_is_refused_with_the_reason_and_its_server_stays_small()
    {
        foreach (var (name, make) in HostileFiles.All)
        {
            var zip = Zip(make());
            foreach (var (method, path) in ((string, string)[])[("POST", "/api/v1/bundles/hostile/verify"), ("PUT", "/api/v1/bundles/hostile")])
            {
                GC.Collect();
                using var peak = new PeakOfHeap();
                var clock = Stopwatch.StartNew();
                var reply = await _host.SendAsync(_host.Credentials(Role.ProcessOwner), method, path, zip);
                var (took, kept) = (clock.Elapsed, peak.Stop());
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {method}: {reply.Status} in {took.TotalMilliseconds:0} ms, at most {kept / 1048576.0:0.0} MB, {reply.Text.Length >> 10} KB said"));
                Assert.InRange(kept, 0, MostBytes);
                Assert.True(reply.Text.Length < 20 * 1024 * 1024, $"{name}: the answer has {reply.Text.Length} characters.");
                if (reply.Status == 200 && !_wrong.Contains(name)) continue;
                Assert.True(reply.Status is 413 or 422, $"{name}, {method}: {reply.Status} {reply.Text[..Math.Min(500, reply.Text.Length)]}");
                Assert.NotEqual("", reply.Sentence);
                if (reply.Status == 422) Assert.Contains(reply.Json["findings"]!.AsArray(), finding => finding!["severity"]!.GetValue<string>() == "error" && finding["message"]!.GetValue<string>().Length > 0);
            }
        }

        Assert.Equal(200, (await _host.SendAsync(Role.Agent, "GET", "/api/v1/bundles")).Status);
    }

    private static byte[] Zip(byte[] file)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("hostile.bpmn", CompressionLevel.Fastest).Open()) entry.Write(file);
        return bytes.ToArray();
    }
}
