using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace WorkflowItsm.Testing.Hosting;

/// <summary>
/// A running DesignerHost in a process of its own, which a test may kill as the power may fail. Its output is kept
/// for the failure message.
/// </summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;

    private HostProcess(string data, Uri address, IEnumerable<string> arguments)
    {
        (Data, Address) = (data, address);
        _process = new Process { StartInfo = HostBuild.Start([.. arguments, "--data", data, "--urls", address.ToString().TrimEnd('/')]) };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The data folder it serves.</summary>
    public string Data { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>How it ended; only once it has.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>What it has printed so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>An address on this machine that nobody listens at.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="address">Where to listen; null takes a free port.</param>
    /// <param name="arguments">Further arguments, such as configuration.</param>
    public static async Task<HostProcess> StartAsync(string data, Uri? address = null, params string[] arguments)
    {
        var host = Launch(data, address ?? FreeAddress(), arguments);
        try
        {
            await host.ReadyAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and does not wait.</summary>
    public static HostProcess Launch(string data, Uri address, params string[] arguments) => new(data, address, arguments);

    /// <summary>Starts it where it cannot start, and gives how it ended and what it printed.</summary>
    public static async Task<VerbResult> StartInVainAsync(string data, params string[] arguments)
    {
        await using var host = new HostProcess(data, FreeAddress(), arguments);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await host._process.WaitForExitAsync(deadline.Token);
        return new(host._process.ExitCode, host.Output, "");
    }

    /// <summary>A client that speaks for the holder of a token; null speaks for nobody.</summary>
    public ApiClient Client(string? token) => new(Address, token);

    /// <summary>Ends it as <c>kill -9</c> does: it learns nothing of it. Returns when the process is gone.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop and waits until it has: what is accepted is finished first.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited) _ = SendSignal(_process.Id, Terminate);
        await ExitAsync();
    }

    /// <summary>Waits until it has ended by itself, and gives its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        try
        {
            await Eventually.Holds("the host to be ready", async () =>
            {
                if (_process.HasExited) throw new InvalidOperationException($"The host ended with {_process.ExitCode}.");
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            }, TimeSpan.FromSeconds(90));
        }
        catch (Exception failure) when (failure is TimeoutException or InvalidOperationException)
        {
            throw new InvalidOperationException($"{failure.Message} It printed:\n{Output}", failure);
        }
    }

    private void Keep(string? line)
    {
        if (line is not null) _output.Enqueue(line);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
