using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>A data folder with an account, on which hosts are started, killed and started again at one address.</summary>
internal sealed class Installation : IDisposable
{
    /// <summary>The agent who does everything.</summary>
    public const string Agent = "li";

    private readonly DataFolder _bundles = new();
    private readonly string[] _arguments;

    /// <summary>The token of the agent.</summary>
    public string Token { get; private set; } = "";

    private Installation(string responseGoal, string[] settings) => _arguments = [.. Tests.Bundles.WithResponseGoal(_bundles.Path, responseGoal), .. settings];

    /// <summary>The folder of the bundles that its hosts publish.</summary>
    public string Bundles => _bundles.Path;

    public DataFolder Data { get; } = new();

    public Uri Address { get; } = HostProcess.FreeAddress();

    /// <summary>Makes one with a token for the agent.</summary>
    /// <param name="responseGoal">The goal of the response clock, as an ISO 8601 duration.</param>
    /// <param name="settings">Further settings of its hosts.</param>
    public static async Task<Installation> MakeAsync(string responseGoal, params string[] settings)
    {
        var made = new Installation(responseGoal, settings);
        made.Token = await Verbs.AddTokenAsync(made.Data.Path, Agent, "agent");
        return made;
    }

    /// <summary>Speaks for the agent to whatever host runs at the address.</summary>
    public ApiClient Client() => new(Address, Token);

    /// <summary>Speaks for the agent to a host elsewhere.</summary>
    public ApiClient Client(Uri address) => new(address, Token);

    /// <summary>Starts a host and waits until it is ready.</summary>
    public Task<HostProcess> StartAsync() => HostProcess.StartAsync(Data.Path, Address, _arguments);

    /// <summary>Starts a host and does not wait.</summary>
    public HostProcess Launch() => HostProcess.Launch(Data.Path, Address, _arguments);

    /// <summary>Starts a host at the same address on another folder.</summary>
    public Task<HostProcess> StartOnAsync(string data) => HostProcess.StartAsync(data, Address, _arguments);

    /// <summary>Starts a host at another address, on the same folder or another.</summary>
    public Task<HostProcess> StartAtAsync(Uri address, string? data = null) => HostProcess.StartAsync(data ?? Data.Path, address, _arguments);

    /// <summary>Runs the verb that folds and checks the journal; fails with what it found.</summary>
    public async Task VerifyJournalAsync()
    {
        var result = await Verbs.RunAsync(Data.Path, "journal", "verify");
        Assert.True(result.ExitCode == 0, $"'journal verify' ended with {result.ExitCode}:\n{result.Output}{result.Error}");
    }

    public void Dispose()
    {
        Data.Dispose();
        _bundles.Dispose();
    }
}
