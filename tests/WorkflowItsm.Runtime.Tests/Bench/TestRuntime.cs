using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>A runtime on a data folder and a store of its own, under a clock that stands still unless the test moves it.</summary>
internal sealed class TestRuntime : IAsyncDisposable
{
    // Long enough for the busiest machine: a test that waits in vain fails with a sentence instead of hanging.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Action<WorkflowItsmOptions> _options;
    private readonly Action<WorkflowItsmBuilder> _parts;
    private ServiceProvider? _services;
    private Channel<JournalBatch> _commits = Channel.CreateUnbounded<JournalBatch>();

    private TestRuntime(Action<WorkflowItsmOptions>? options, Action<WorkflowItsmBuilder>? parts, TestStore? database) =>
        (_options, _parts, Database) = (options ?? (_ => { }), parts ?? (_ => { }), database ?? new());

    public static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static Actor Ann { get; } = new("ann", Role.Agent);

    public string Folder { get; } = Directory.CreateTempSubdirectory("workflowitsm-test-").FullName;

    /// <summary>Where it keeps its journal: on the database of the test project.</summary>
    public TestStore Database { get; }

    public FakeTimeProvider Time { get; } = new(Noon);

    public RecordingHandler Notes { get; private set; } = new();

    public ServiceProvider Services => _services ?? throw new InvalidOperationException("The runtime has been stopped.");

    public FaultyStore Store => (FaultyStore)Services.GetRequiredService<ICaseStore>();

    public ICaseRuntime Cases => Services.GetRequiredService<ICaseRuntime>();

    public List<string> Log { get; } = [];

    /// <summary>Starts one; on a store of its own unless one is given.</summary>
    public static async Task<TestRuntime> StartAsync(
        Action<WorkflowItsmOptions>? options = null, Action<WorkflowItsmBuilder>? parts = null, TestStore? database = null)
    {
        var runtime = new TestRuntime(options, parts, database);
        try
        {
            await runtime.StartAgainAsync();
            return runtime;
        }
        catch
        {
            await runtime.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts on the same folder.</summary>
    public async Task StartAgainAsync()
    {
        Notes = new();
        _commits = Channel.CreateUnbounded<JournalBatch>();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new ListLogger(Log)));
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ICaseStore>(provider => new FaultyStore(TestStore.Make(provider)));
        services.AddSingleton<IEffectHandler>(_ => Notes);
        var builder = services.AddWorkflowItsm(options =>
        {
            options.DataDirectory = Folder;
            (options.IntegrityShare, options.Retention) = (0, null);
            _options(options);
        }).AddCore<CounterCore>();
        await Database.UseAsync(builder, Folder);
        _parts(builder);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var commits = _commits;
        _services.GetRequiredService<CommitFeed>().Committed += batch => commits.Writer.TryWrite(batch);
        foreach (var service in _services.GetServices<IHostedService>()) await service.StartAsync(TestContext.Current.CancellationToken);
    }

    public async Task StopAsync()
    {
        if (_services is not { } services) return;
        foreach (var service in services.GetServices<IHostedService>()) await service.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        _services = null;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    public Task<CommandResult> SendAsync(
        string caseId, CaseCommand command, string? key = null, string? digest = null, long? version = null)
    {
        var call = new CaseCall("ticket", caseId, command, Ann) { IdempotencyKey = key, RequestDigest = digest, ExpectedVersion = version };
        return Cases.SendAsync(call, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends again, under the same key, until the store takes it.</summary>
    public async Task<CommandResult> InsistAsync(string caseId, CaseCommand command, string key)
    {
        while (true)
        {
            if (await SendAsync(caseId, command, key) is not CommandResult.Busy and var result) return result;
        }
    }

    public async Task<Counter?> CounterAsync(string caseId) =>
        (Counter?)await Cases.ReadAsync("ticket", caseId, TestContext.Current.CancellationToken);

    /// <summary>Waits for a commit that fulfils a condition; commits are seen once, in order.</summary>
    /// <exception cref="TimeoutException">None came; the message holds the log.</exception>
    public async Task<JournalBatch> CommitAsync(Func<JournalBatch, bool> match)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(_patience);
        try
        {
            while (true)
            {
                var batch = await _commits.Reader.ReadAsync(deadline.Token);
                if (match(batch)) return batch;
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            lock (Log) throw new TimeoutException($"The commit that the test waits for did not come within {_patience}. The log:\n{string.Join('\n', Log.TakeLast(100))}");
        }
    }

    /// <summary>Waits until a counter is as the test wants it.</summary>
    public async Task<Counter> CounterAsync(string caseId, Func<Counter, bool> match)
    {
        while (true)
        {
            if (await CounterAsync(caseId) is { } counter && match(counter)) return counter;
            await CommitAsync(_ => true);
        }
    }

    public JournalReport Verify() => Services.GetRequiredService<JournalVerifier>().Verify(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class ListLogger(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines) lines.Add($"{logLevel}: {formatter(state, exception)}");
        }

        public void Dispose()
        {
        }
    }
}
