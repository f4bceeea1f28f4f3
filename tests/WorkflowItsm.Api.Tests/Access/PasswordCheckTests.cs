using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Access;

public sealed class PasswordCheckTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_password_is_hashed_once_in_five_minutes()
    {
        await using var file = await OpsFile.OpenAsync();
        var (check, password) = await Account(file);
        for (var second = 0; second < 300; second += 20)
        {
            Assert.Equal(new Actor("zabbix", Role.Agent), await check.FindAsync("zabbix", password, Stop));
            file.Time.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(1, check.Hashed);
        await check.FindAsync("zabbix", password, Stop);
        Assert.Equal(2, check.Hashed);
    }

    [Fact]
    public async Task A_wrong_password_stands_for_nobody_and_is_never_remembered()
    {
        await using var file = await OpsFile.OpenAsync();
        var (check, _) = await Account(file);
        Assert.Null(await check.FindAsync("zabbix", "wrong", Stop));
        Assert.Null(await check.FindAsync("zabbix", "wrong", Stop));
        Assert.Equal(2, check.Hashed);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account()
    {
        await using var file = await OpsFile.OpenAsync();
        var (check, password) = await Account(file);
        for (var i = 0; i < 5; i++) await check.FindAsync("zabbix", "wrong", Stop);
        Assert.Null(await check.FindAsync("zabbix", password, Stop));
        Assert.Equal(5, check.Hashed);
    }

    [Fact]
    public async Task A_removed_account_stops_within_half_a_minute()
    {
        await using var file = await OpsFile.OpenAsync();
        var (check, password) = await Account(file);
        Assert.NotNull(await check.FindAsync("zabbix", password, Stop));
        Assert.True(await file.WithAccounts(book => book.RemoveAsync("zabbix")));
        file.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Null(await check.FindAsync("zabbix", password, Stop));
    }

    [Fact]
    public async Task An_account_made_anew_has_another_password()
    {
        await using var file = await OpsFile.OpenAsync();
        var (check, password) = await Account(file);
        Assert.NotNull(await check.FindAsync("zabbix", password, Stop));
        await file.WithAccounts(book => book.RemoveAsync("zabbix"));
        var (fresh, _) = await file.WithAccounts(book => book.AddAsync("zabbix", Role.Requester));
        file.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Null(await check.FindAsync("zabbix", password, Stop));
        Assert.Equal(new Actor("zabbix", Role.Requester), await check.FindAsync("zabbix", fresh!, Stop));
    }

    [Fact]
    public async Task A_name_that_nobody_has_costs_as_much_as_one_that_somebody_has()
    {
        await using var file = await OpsFile.OpenAsync();
        var check = file.Services.GetRequiredService<PasswordCheck>();
        Assert.Null(await check.FindAsync("nobody", "anything", Stop));
        Assert.Equal(1, check.Hashed);
    }

    private static async Task<(PasswordCheck Check, string Password)> Account(OpsFile file)
    {
        var (password, problem) = await file.WithAccounts(book => book.AddAsync("zabbix", Role.Agent));
        Assert.Null(problem);
        return (file.Services.GetRequiredService<PasswordCheck>(), password!);
    }
}
