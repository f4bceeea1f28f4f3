using WorkflowItsm.Storage.Postgres.Tests;
using WorkflowItsm.Testing.Hosting;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace WorkflowItsm.Storage.Postgres.Tests;

/// <summary>The PostgreSQL of all tests here, started by the first that needs it. Each test has a schema of its own.</summary>
public sealed class SharedServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> _server = new(PostgresServer.StartAsync);

    /// <summary>The server; where none is installed the running test is skipped.</summary>
    public static Task<PostgresServer> GetAsync() => _server.Value;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully) await (await _server.Value).DisposeAsync();
    }
}
