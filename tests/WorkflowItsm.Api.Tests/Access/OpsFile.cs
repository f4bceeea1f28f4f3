using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Api.Tests.Access;

/// <summary>Accounts and tokens on a file of their own, with a clock that stands still.</summary>
internal sealed class OpsFile : IAsyncDisposable
{
    private readonly DataFolder _data = new();

    private OpsFile()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(new WorkflowItsmOptions { DataDirectory = _data.Path });
        AccessServices.AddAccounts(services);
        services.AddSingleton<LocalToken>();
        services.AddSingleton<TokenDirectory>();
        services.AddSingleton<PasswordCheck>();
        Services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(Some.Time);

    public ServiceProvider Services { get; }

    public string Path => _data.Path;

    public TokenBook Tokens => Services.GetRequiredService<TokenBook>();

    /// <summary>Makes it.</summary>
    /// <param name="prepare">Is given the folder before the file is opened; null leaves it empty.</param>
    public static async Task<OpsFile> OpenAsync(Action<string>? prepare = null)
    {
        var file = new OpsFile();
        prepare?.Invoke(file.Path);
        await file.Services.GetRequiredService<OpsDatabase>().StartAsync(TestContext.Current.CancellationToken);
        return file;
    }

    public async Task<T> WithAccounts<T>(Func<AccountBook, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<AccountBook>());
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        _data.Dispose();
    }
}
