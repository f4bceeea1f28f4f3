using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Tests.Hosting;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Access;

/// <summary>Makes accounts in the running host.</summary>
internal sealed class Account(RunningHost host) : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope = host.Services.CreateAsyncScope();

    /// <summary>Adds an account and gives its password.</summary>
    public async Task<string> AddAsync(string name, Role role)
    {
        var (password, problem) = await _scope.ServiceProvider.GetRequiredService<AccountBook>().AddAsync(name, role);
        Assert.Null(problem);
        return password!;
    }

    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}
