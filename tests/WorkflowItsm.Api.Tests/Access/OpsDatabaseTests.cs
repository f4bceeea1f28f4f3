using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.DesignerHost.Verbs;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests.Access;

public sealed class OpsDatabaseTests
{
    private const string Secret = ApiToken.Prefix + "of-an-older-release";

    public static TheoryData<string> Schemas
    {
        get
        {
            using var context = new OpsDbContext(new DbContextOptionsBuilder<OpsDbContext>().UseSqlite().Options);
            return [.. context.Database.GetMigrations()];
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_killed_while_it_made_the_file_does_not_keep_the_next_one_out()
    {
        await using var file = await OpsFile.OpenAsync(LeaveLock).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        await file.Tokens.AddAsync("li", Role.Agent, Stop);
        Assert.Equal("wal", Ask(file.Path, "PRAGMA journal_mode"));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task A_token_of_every_older_schema_still_opens_the_door(string schema)
    {
        await using var file = await OpsFile.OpenAsync(folder => MakeAsOf(schema, folder));

        Assert.Equal(new Actor("li", Role.Agent), await file.Services.GetRequiredService<TokenDirectory>().FindAsync(Secret, Stop));
        Assert.Equal((long)Schemas.Count, Ask(file.Path, "SELECT COUNT(*) FROM __EFMigrationsHistory"));
    }

    [Fact]
    public async Task Accounts_of_a_newer_release_are_refused_and_left_as_they_are()
    {
        await using var file = await OpsFile.OpenAsync();
        await file.Tokens.AddAsync("li", Role.Agent, Stop);
        Ask(file.Path, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Future', '99.0.0')");
        var before = Contents(file.Path);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => file.Services.GetRequiredService<OpsDatabase>().StartAsync(Stop));
        Assert.Equal(
            $"The accounts in {Path.Combine(file.Path, "ops.db")} were written by a newer release (schema 29990101000000_Future); "
                + "this one would damage them. Use that release, or restore a backup from before.", refused.Message);
        using var complaints = new StringWriter();
        Assert.Equal(1, await CommandLine.RunAsync(["user", "list", "--data", file.Path], complaints, complaints));
        Assert.Equal(refused.Message, complaints.ToString().TrimEnd());
        Assert.Equal(before, Contents(file.Path));
    }

    private static void MakeAsOf(string schema, string folder)
    {
        using var context = new OpsDbContext(new DbContextOptionsBuilder<OpsDbContext>().UseSqlite($"Data Source={Path.Combine(folder, "ops.db")};Pooling=False").Options);
        context.GetService<IMigrator>().Migrate(schema);
        Ask(folder, $"INSERT INTO api_token (Digest, Name, Role, CreatedAt) VALUES ('{ApiToken.DigestOf(Secret)}', 'li', 'agent', 0)");
    }

    private static IReadOnlyList<byte[]> Contents(string folder) =>
        [.. Directory.EnumerateFiles(folder, "ops.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static void LeaveLock(string folder)
    {
        Ask(folder, "CREATE TABLE __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL)");
        Ask(folder, "INSERT INTO __EFMigrationsLock VALUES (1, '2026-11-23 14:50:36')");
    }

    private static object? Ask(string folder, string question)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "ops.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar();
    }
}
