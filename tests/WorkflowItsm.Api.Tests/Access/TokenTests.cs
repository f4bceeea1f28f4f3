using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Access;

public sealed class TokenTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_stands_for_its_name_and_role()
    {
        await using var file = await OpsFile.OpenAsync();
        var (secret, _) = await file.Tokens.AddAsync("alertmanager", Role.Agent, Stop);
        Assert.Matches("^wit_[A-Za-z0-9_-]{43}$", secret);
        Assert.Equal(new Actor("alertmanager", Role.Agent), await file.Services.GetRequiredService<TokenDirectory>().FindAsync(secret!, Stop));
    }

    [Fact]
    public async Task Only_the_digest_of_a_token_is_on_disk()
    {
        await using var file = await OpsFile.OpenAsync();
        var (secret, _) = await file.Tokens.AddAsync("alertmanager", Role.Agent, Stop);
        Assert.Equal(ApiToken.DigestOf(secret!), Assert.Single(await file.Tokens.ListAsync(Stop)).Digest);
        foreach (var path in Directory.GetFiles(file.Path))
        {
            await using var open = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var text = new StreamReader(open, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(secret!, await text.ReadToEndAsync(Stop), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_revoked_token_stops_within_half_a_minute()
    {
        await using var file = await OpsFile.OpenAsync();
        var tokens = file.Services.GetRequiredService<TokenDirectory>();
        var (secret, _) = await file.Tokens.AddAsync("alertmanager", Role.Agent, Stop);
        Assert.NotNull(await tokens.FindAsync(secret!, Stop));
        Assert.True(await file.Tokens.RevokeAsync("alertmanager", Stop));
        file.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Null(await tokens.FindAsync(secret!, Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wit_")]
    [InlineData("wit_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("something else")]
    public async Task What_is_no_token_stands_for_nobody(string secret)
    {
        await using var file = await OpsFile.OpenAsync();
        Assert.Null(await file.Services.GetRequiredService<TokenDirectory>().FindAsync(secret, Stop));
    }

    [Fact]
    public async Task The_token_of_the_process_stands_for_a_local_administrator()
    {
        await using var file = await OpsFile.OpenAsync();
        var secret = file.Services.GetRequiredService<LocalToken>().Secret;
        Assert.Equal(new Actor("local", Role.Administrator), await file.Services.GetRequiredService<TokenDirectory>().FindAsync(secret, Stop));
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        await using var file = await OpsFile.OpenAsync();
        await file.Tokens.AddAsync("zabbix", Role.Agent, Stop);
        Assert.Equal("There is a token 'zabbix' already; revoke it first, or choose another name.", (await file.Tokens.AddAsync("zabbix", Role.Agent, Stop)).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a:b")]
    [InlineData("a\nb")]
    [InlineData("system")]
    public async Task A_name_that_would_deceive_is_refused(string name)
    {
        await using var file = await OpsFile.OpenAsync();
        Assert.Equal($"'{name}' cannot be a name; expected 1 to 100 characters without colon, comma, control characters and outer blanks, other than 'system' and 'local'.",
            (await file.Tokens.AddAsync(name, Role.Agent, Stop)).Problem);
    }
}
