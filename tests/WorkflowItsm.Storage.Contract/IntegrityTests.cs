using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Integrity;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Storage.Contract;

/// <summary>The check in the background after a start.</summary>
public sealed class IntegrityTests
{
    [Fact]
    public async Task A_whole_journal_is_found_whole_after_the_start()
    {
        await using var runtime = await WrittenAsync(600);
        await runtime.RestartAsync();

        var report = await EndAsync(runtime);
        Assert.Equal((IntegrityPhase.Finished, 600, 600, 0), (report.Phase, report.RowsChecked, report.Rows, report.ProblemCount));
    }

    [Theory]
    [InlineData("UPDATE journal SET time = time + 1 WHERE position = 3", 3, "b", "Row 3 does not match its checksum; it is damaged.", "第 3 行与其校验和不符，已损坏。")]
    [InlineData("UPDATE due SET at = at + 1 WHERE case_id = 'b'", null, "b", "Case b has due rows that differ from what its facts give.", "案例 b 的到期行与其事实不一致。")]
    [InlineData("DELETE FROM journal WHERE position = 2", 3, "b", "Row 3 follows row 1; expected row 2. A row is missing or was moved.", "第 3 行紧跟第 1 行，应为第 2 行；有一行缺失或被移动。")]
    public async Task What_is_damaged_is_named_in_both_languages_while_the_runtime_serves(string damage, int? position, string caseId, string en, string zh)
    {
        await using var runtime = await WrittenAsync(4);
        await runtime.StopAsync();
        using (var hand = runtime.Database.Hand())
        {
            hand.Run(TestStore.Unhindered);
            hand.Run(damage);
        }

        await runtime.StartAgainAsync();
        Assert.Equal(RuntimePhase.Ready, runtime.Services.GetRequiredService<IRuntimeStatus>().Phase);
        var report = await EndAsync(runtime);
        Assert.True(report.IsDamaged);
        var named = Assert.Single(report.Problems.Items, problem => problem.Sentence == en);
        Assert.Equal((position, caseId, zh), (named.Position, named.CaseId, named.SentenceZh));
        Assert.Contains(runtime.Log, line => line == $"Critical: The journal is damaged. {en} Run 'journal verify', and restore a backup.");
    }

    [Fact]
    public async Task A_stop_ends_the_check_at_once()
    {
        await using var runtime = await WrittenAsync(600, share: 0.000_001);
        await runtime.RestartAsync();
        var status = runtime.Services.GetRequiredService<IIntegrityStatus>();
        await runtime.StopAsync();

        Assert.NotEqual(IntegrityPhase.Finished, status.Current.Phase);
    }

    private static async Task<TestRuntime> WrittenAsync(int rows, double share = 1)
    {
        var runtime = await TestRuntime.StartAsync(options => options.IntegrityShare = share);
        await runtime.SendAsync("a", new Ask.Add(5, "thanks"));
        await runtime.SendAsync("a", new Ask.Add(1));
        await runtime.SendAsync("b", new Ask.Remind("tea", TestRuntime.Noon.AddDays(1)));
        for (var row = 4; row <= rows; row++) await runtime.SendAsync($"c{row % 50}", new Ask.Add(row));
        return runtime;
    }

    private static async Task<IntegrityReport> EndAsync(TestRuntime runtime)
    {
        var status = runtime.Services.GetRequiredService<IIntegrityStatus>();
        while (status.Current.Phase is IntegrityPhase.Waiting or IntegrityPhase.Running) await Task.Delay(10, TestContext.Current.CancellationToken);
        return status.Current;
    }
}
