using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Access;

public sealed class SetupBookTests : IAsyncLifetime
{
    private OpsFile _ops = null!;

    private SetupBook Book => _ops.Services.GetRequiredService<SetupBook>();

    public async ValueTask InitializeAsync() => _ops = await OpsFile.OpenAsync();

    public ValueTask DisposeAsync() => _ops.DisposeAsync();

    [Fact]
    public async Task A_link_makes_one_administrator_and_then_nobody()
    {
        var token = (await DrawAsync())!;
        Assert.True(await IsOpenAsync(token));
        Assert.Null(await UseAsync(token, "first"));
        Assert.False(await IsOpenAsync(token));
        Assert.StartsWith("This link has been used", await UseAsync(token, "second"), StringComparison.Ordinal);
        Assert.Equal(["first"], await NamesAsync());
    }

    [Fact]
    public async Task Once_used_no_link_is_drawn_again_also_when_the_administrators_are_gone()
    {
        Assert.Null(await UseAsync((await DrawAsync())!, "first"));
        await using (var scope = _ops.Services.CreateAsyncScope())
        {
            Assert.True(await scope.ServiceProvider.GetRequiredService<AccountBook>().RemoveAsync("first"));
        }

        Assert.Null(await DrawAsync());
    }

    [Fact]
    public async Task An_administrator_made_by_a_verb_closes_the_link_for_ever()
    {
        var token = (await DrawAsync())!;
        await using (var scope = _ops.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<AccountBook>();
            await accounts.AddAsync("boss", Role.Administrator);
            Assert.False(await IsOpenAsync(token));
            Assert.Null(await DrawAsync());
            await accounts.RemoveAsync("boss");
        }

        Assert.False(await IsOpenAsync(token));
        Assert.Null(await DrawAsync());
    }

    [Fact]
    public async Task A_new_start_makes_the_link_before_it_worth_nothing()
    {
        var old = (await DrawAsync())!;
        var token = (await DrawAsync())!;
        Assert.False(await IsOpenAsync(old));
        Assert.True(await IsOpenAsync(token));
    }

    [Fact]
    public async Task A_password_that_is_too_short_leaves_the_link_open()
    {
        var token = (await DrawAsync())!;
        Assert.Equal("The password is too short; at least 12 characters are needed.", await UseAsync(token, "first", "short"));
        Assert.True(await IsOpenAsync(token));
        Assert.Empty(await NamesAsync());
    }

    private Task<string?> DrawAsync() => Book.DrawAsync(TestContext.Current.CancellationToken);

    private Task<bool> IsOpenAsync(string token) => Book.IsOpenAsync(token, TestContext.Current.CancellationToken);

    private async Task<string?> UseAsync(string token, string name, string password = "a long enough password")
    {
        await using var scope = _ops.Services.CreateAsyncScope();
        var (_, problem) = await Book.UseAsync(
            scope.ServiceProvider.GetRequiredService<UserManager<WorkflowItsm.Api.Access.Account>>(), scope.ServiceProvider.GetRequiredService<OpsDbContext>(), token, name, password);
        return problem?.En;
    }

    private async Task<IEnumerable<string?>> NamesAsync()
    {
        await using var scope = _ops.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<AccountBook>().ListAsync()).Select(account => account.UserName);
    }
}
