using Quartz;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Schedules.Tests;

/// <summary>What a schedule does, over restarts, changes and missed times.</summary>
public sealed class ScheduleTests : IDisposable
{
    private const string Id = "quarterly-review";
    private const string Now = "2026-11-25T06:00:00Z";
    private static readonly Actor s_owner = new("sun", Role.ProcessOwner);
    private readonly DataFolder _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task The_review_is_due_at_nine_on_the_first_weekday_of_the_next_quarter()
    {
        await using var almanac = await OpenAsync();
        var entry = await almanac.OnlyAsync();
        Assert.Equal((Id, "review", "2027-01-01T09:00:00.0000000+08:00"), (entry.Definition.Id, entry.Bundle, entry.NextRun?.ToString("O")));
        Assert.Equal((new ScheduleChange("0 0 9 1W 1,4,7,10 ?", "Asia/Shanghai", true), null, null), (entry.Settings, entry.ChangedBy, entry.LastRun));
        Assert.Equal(
            ["2027-01-01T09:00", "2027-04-01T09:00", "2027-07-01T09:00", "2027-10-01T09:00", "2028-01-03T09:00"],
            almanac.Book.Preview(entry.Settings.Cron, entry.Settings.TimeZone).Runs.Items.Select(run => run.ToString("O")[..16]));
    }

    [Fact]
    public async Task A_run_opens_a_case_that_knows_its_quarter()
    {
        await using var almanac = await OpenAsync();
        await almanac.RunAtAsync("2027-01-01T01:00:00Z");
        var review = Assert.Single(await almanac.ReviewsAsync());
        Assert.Equal(("REV0000001", "2026-10-01", "2026-12-31"), (review.Number, review.Fields["period_start"].ToText(), review.Fields["period_end"].ToText()));
        Assert.Equal("system", review.Fields["opened_by"].ToText());
        var entry = await almanac.OnlyAsync();
        Assert.Equal((review.CaseId, "review", "REV0000001", null, null), (entry.LastRun!.CaseId, entry.LastRun.Table, entry.LastRun.Number, entry.LastRun.By, entry.LastRun.Failure));
        Assert.Equal("2027-04-01T09:00:00.0000000+08:00", entry.NextRun?.ToString("O"));
    }

    [Fact]
    public async Task The_same_time_asked_for_twice_opens_one_case()
    {
        await using var almanac = await OpenAsync();
        await almanac.RunAtAsync("2027-01-01T01:00:00Z");
        await (await almanac.QuartzAsync()).TriggerJob(new JobKey(Id, "schedules"), cancellationToken: Token);
        await almanac.RunAsync();
        Assert.Single(await almanac.ReviewsAsync());
        Assert.Equal("REV0000001", (await almanac.OnlyAsync()).LastRun!.Number);
    }

    [Fact]
    public async Task Running_now_opens_a_case_of_its_own_for_the_person_each_time()
    {
        await using var almanac = await OpenAsync();
        var first = Assert.IsType<ScheduleAnswer.Done>(await almanac.Book.RunNowAsync(Id, s_owner, Token)).Entry.LastRun!;
        var second = Assert.IsType<ScheduleAnswer.Done>(await almanac.Book.RunNowAsync(Id, s_owner, Token)).Entry.LastRun!;
        Assert.Equal(("REV0000001", "REV0000002", "sun"), (first.Number, second.Number, first.By));
        var reviews = await almanac.ReviewsAsync();
        Assert.Equal(["sun", "sun"], reviews.Select(review => review.Fields["opened_by"].ToText()));
        Assert.Equal(["2026-07-01", "2026-07-01"], reviews.Select(review => review.Fields["period_start"].ToText()));
    }

    [Fact]
    public async Task Who_listens_hears_of_runs_and_changes_until_the_end()
    {
        await using var almanac = await OpenAsync();
        var heard = 0;
        using (almanac.Book.Subscribe(() => heard++))
        {
            await almanac.Book.RunNowAsync(Id, s_owner, Token);
            await almanac.Book.ChangeAsync(Id, new("0 0 8 ? * MON", "UTC", true), s_owner, Token);
            await almanac.Book.ChangeAsync(Id, new("nonsense", "UTC", true), s_owner, Token);
            Assert.Equal(2, heard);
        }

        await almanac.Book.ResetAsync(Id, s_owner, Token);
        Assert.Equal(2, heard);
    }

    [Fact]
    public async Task What_a_person_changed_survives_restarts_and_new_releases_until_it_is_reset()
    {
        var change = new ScheduleChange("0 30 10 1W 2,5,8,11 ?", "Europe/Berlin", true);
        await using (var almanac = await OpenAsync())
        {
            var entry = Assert.IsType<ScheduleAnswer.Done>(await almanac.Book.ChangeAsync(Id, change, s_owner, Token)).Entry;
            Assert.Equal(("2027-02-01T10:30:00.0000000+01:00", "sun"), (entry.NextRun?.ToString("O"), entry.ChangedBy));
        }

        await using (var almanac = await OpenAsync())
        {
            Assert.Equal((change, "sun"), ((await almanac.OnlyAsync()).Settings, (await almanac.OnlyAsync()).ChangedBy));
            Assert.True((await almanac.PublishAsync(Schedules("0 0 8 1 * ?", "skip"))).Changed);
            var entry = await almanac.OnlyAsync();
            Assert.Equal((change, "0 0 8 1 * ?"), (entry.Settings, entry.Definition.Cron));
            entry = Assert.IsType<ScheduleAnswer.Done>(await almanac.Book.ResetAsync(Id, s_owner, Token)).Entry;
            Assert.Equal((new ScheduleChange("0 0 8 1 * ?", "UTC", true), null, "2026-12-01T08:00:00.0000000+00:00"), (entry.Settings, entry.ChangedBy, entry.NextRun?.ToString("O")));
        }
    }

    [Fact]
    public async Task A_schedule_that_is_off_stays_off_over_a_restart_and_can_still_be_run_now()
    {
        var off = new ScheduleChange("0 0 9 1W 1,4,7,10 ?", "Asia/Shanghai", false);
        await using (var almanac = await OpenAsync())
            Assert.Null(Assert.IsType<ScheduleAnswer.Done>(await almanac.Book.ChangeAsync(Id, off, s_owner, Token)).Entry.NextRun);
        await using (var almanac = await OpenAsync("2027-02-01T00:00:00Z"))
        {
            var entry = await almanac.OnlyAsync();
            Assert.Equal((off, null), (entry.Settings, entry.NextRun));
            Assert.IsType<ScheduleAnswer.Done>(await almanac.Book.RunNowAsync(Id, s_owner, Token));
            Assert.Single(await almanac.ReviewsAsync());
            entry = Assert.IsType<ScheduleAnswer.Done>(await almanac.Book.ChangeAsync(Id, off with { Enabled = true }, s_owner, Token)).Entry;
            Assert.Equal("2027-04-01T09:00:00.0000000+08:00", entry.NextRun?.ToString("O"));
        }
    }

    [Fact]
    public async Task Runs_missed_while_nothing_ran_are_made_up_for_once_with_the_time_they_were_meant_for()
    {
        await using (var almanac = await OpenAsync()) await almanac.OnlyAsync();
        await using (var almanac = await OpenAsync("2027-06-15T12:00:00Z"))
        {
            await almanac.RunAsync();
            var review = Assert.Single(await almanac.ReviewsAsync());
            Assert.Equal(("2027-01-01", "2027-03-31"), (review.Fields["period_start"].ToText(), review.Fields["period_end"].ToText()));
            Assert.Equal("2027-07-01T09:00:00.0000000+08:00", (await almanac.OnlyAsync()).NextRun?.ToString("O"));
        }
    }

    [Fact]
    public async Task A_schedule_whose_time_Dublin_skips_runs_once_that_day_and_goes_on()
    {
        await using var almanac = await OpenAsync("2027-03-27T12:00:00Z");
        var change = new ScheduleChange("0 30 1 * * ?", "Europe/Dublin", true);
        var next = Assert.IsType<ScheduleAnswer.Done>(await almanac.Book.ChangeAsync(Id, change, s_owner, Token)).Entry.NextRun!.Value;
        Assert.Equal(new(2027, 3, 28), DateOnly.FromDateTime(next.UtcDateTime));
        await almanac.RunAtAsync(next.UtcDateTime.ToString("O"));
        var entry = await almanac.OnlyAsync();

        Assert.Equal((change, "sun", "2027-03-29T01:30:00.0000000+01:00"), (entry.Settings, entry.ChangedBy, entry.NextRun?.ToString("O")));
    }

    [Fact]
    public async Task Missed_runs_of_a_schedule_that_skips_are_left_out()
    {
        await using (var almanac = await OpenAsync()) await almanac.PublishAsync(Schedules("0 0 8 1 * ?", "skip"));
        await using (var almanac = await OpenAsync("2027-06-15T12:00:00Z"))
        {
            await almanac.RunAtAsync("2027-07-01T08:00:00Z");
            var review = Assert.Single(await almanac.ReviewsAsync());
            Assert.Equal("2027-08-01T08:00:00.0000000+00:00", (await almanac.OnlyAsync()).NextRun?.ToString("O"));
            Assert.Equal("REV0000001", review.Number);
        }
    }

    [Fact]
    public async Task A_schedule_that_leaves_the_release_leaves_Quartz()
    {
        await using var almanac = await OpenAsync();
        await almanac.PublishAsync(null);
        Assert.Empty(await almanac.Book.ListAsync(Token));
        Assert.False(await (await almanac.QuartzAsync()).Exists(new JobKey(Id, "schedules"), Token));
        Assert.Equal("The newest release has no schedule 'quarterly-review'.", Refused(await almanac.Book.RunNowAsync(Id, s_owner, Token)).Sentence);
    }

    [Theory]
    [InlineData(Role.Requester)]
    [InlineData(Role.Agent)]
    [InlineData(Role.Auditor)]
    public async Task Who_does_not_own_processes_changes_and_runs_nothing(Role role)
    {
        await using var almanac = await OpenAsync();
        var actor = new Actor("qian", role);
        Assert.Equal("not-permitted", Refused(await almanac.Book.RunNowAsync(Id, actor, Token)).Code);
        Assert.Equal("not-permitted", Refused(await almanac.Book.ResetAsync(Id, actor, Token)).Code);
        Assert.Equal("not-permitted", Refused(await almanac.Book.ChangeAsync(Id, new("0 0 8 1 * ?", "UTC", false), actor, Token)).Code);
        Assert.Empty(await almanac.ReviewsAsync());
        Assert.Null((await almanac.OnlyAsync()).ChangedBy);
    }

    [Theory]
    [InlineData("0 0 8 1 *", "UTC", "cron", "cron", "The time is '0 0 8 1 *'; expected six parts: seconds, minutes, hours, day of month, month, day of week, with ? for one of the days, such as 0 0 9 1W 1,4,7,10 ?.")]
    [InlineData("", "UTC", "cron", "cron", "The time is ''; expected six parts: seconds, minutes, hours, day of month, month, day of week, with ? for one of the days, such as 0 0 9 1W 1,4,7,10 ?.")]
    [InlineData("0 0 8 30 2 ?", "UTC", "cron-never", "cron", "The time '0 0 8 30 2 ?' never comes again; expected one that does, such as 0 0 9 1W 1,4,7,10 ?.")]
    [InlineData("* * * * * ?", "UTC", "cron-too-often", "cron", "The time '* * * * * ?' comes more often than every minute; expected calendar work, such as 0 0 9 1W 1,4,7,10 ?.")]
    [InlineData("0 0 8 1 * ?", "Mars/Base", "time-zone", "timeZone", "The time zone is 'Mars/Base'; expected the name of one, such as Asia/Shanghai or UTC.")]
    public async Task A_time_that_means_nothing_is_refused_at_its_field_and_changes_nothing(string cron, string zone, string code, string field, string sentence)
    {
        await using var almanac = await OpenAsync();
        var refusal = Refused(await almanac.Book.ChangeAsync(Id, new(cron, zone, true), s_owner, Token));
        Assert.Equal((code, field, sentence), (refusal.Code, refusal.Field, refusal.Sentence));
        Assert.NotNull(refusal.SentenceZh);
        Assert.Equal(refusal, almanac.Book.Preview(cron, zone).Refusal);
        Assert.Null((await almanac.OnlyAsync()).ChangedBy);
    }

    [Fact]
    public async Task A_bundle_whose_schedule_means_nothing_is_not_published()
    {
        await using var almanac = await OpenAsync();
        var result = await almanac.PublishAsync(Schedules("every monday", "once"));
        Assert.False(result.Changed);
        var finding = Assert.Single(result.Findings.Items, finding => finding.ElementId == Id);
        Assert.Equal(("schedule-cron", "schedules.json"), (finding.Code, finding.File));
        Assert.StartsWith("Schedule 'quarterly-review': The time is 'every monday'; expected six parts", finding.Message, StringComparison.Ordinal);
    }

    private static Refusal Refused(ScheduleAnswer answer) => Assert.IsType<ScheduleAnswer.Refused>(answer).Refusal;

    private static string Schedules(string cron, string misfire) => $$"""
        {"schedules":[{"id":"{{Id}}","name":{"en":"Review","zh":"评审"},"cron":"{{cron}}","timeZone":"UTC","process":"review","misfire":"{{misfire}}"}]}
        """;

    private Task<Almanac> OpenAsync(string now = Now) => Almanac.OpenAsync(_data.Path, now);
}
