using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Runtime.Tests.Bench;

namespace WorkflowItsm.Runtime.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task All_wrong_options_are_named_in_one_message()
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => TestRuntime.StartAsync(options =>
        {
            options.DataDirectory = " ";
            (options.QueueCapacity, options.MaxBatch, options.CachedCases) = (0, -1, 0);
            (options.EffectTries, options.EffectConcurrency) = (0, 0);
            (options.EffectBackOff, options.EffectBackOffLimit) = (TimeSpan.Zero, TimeSpan.FromSeconds(-1));
            options.TimerLookAhead = TimeSpan.Zero;
            (options.Retention, options.IntegrityShare) = (TimeSpan.FromHours(1), 1.5);
            options.PersonalRetention = TimeSpan.FromMinutes(1);
            options.PersonalRetentionOf["incident"] = TimeSpan.FromDays(40_000);
        }));

        Assert.Equal(
            [
                "DataDirectory is empty; name the folder of the store.",
                "QueueCapacity is 0; it must be at least 1.",
                "MaxBatch is -1; it must be at least 1.",
                "CachedCases is 0; it must be at least 1.",
                "EffectTries is 0; it must be at least 1.",
                "EffectConcurrency is 0; it must be at least 1.",
                "EffectBackOff is 00:00:00; it must be more than zero.",
                "EffectBackOffLimit is -00:00:01; it must not be less than EffectBackOff, 00:00:00.",
                "TimerLookAhead is 00:00:00; it must be more than zero and at most a day.",
                "Retention is 01:00:00; it must be at least a day, or nothing to keep everything.",
                "PersonalRetention is 00:01:00; it must not be less than Retention, 01:00:00, nor more than 36525.00:00:00.",
                "PersonalRetentionOf:incident is 40000.00:00:00; it must not be less than Retention, 01:00:00, nor more than 36525.00:00:00.",
                "IntegrityShare is 1.5; it must be from 0 to 1.",
            ],
            wrong.Failures);
    }

    [Fact]
    public async Task Personal_parts_do_not_go_before_the_keys_and_effects_that_name_the_same_people()
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => TestRuntime.StartAsync(options =>
            (options.Retention, options.PersonalRetention) = (null, TimeSpan.FromDays(365))));

        Assert.Equal(["PersonalRetention is 365.00:00:00, but Retention is not set; set it, because effects and keys name people too."], wrong.Failures);
    }

    [Fact]
    public async Task A_second_runtime_on_the_same_folder_is_refused_with_the_reason()
    {
        await using var runtime = await TestRuntime.StartAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestRuntime.StartAsync(options => options.DataDirectory = runtime.Folder));
        Assert.Equal(
            $"The data folder {runtime.Folder} is in use by process {Environment.ProcessId}; "
                + "stop it or choose another folder with --data.", refused.Message);
    }

    [Fact]
    public void A_folder_made_for_the_store_is_for_its_owner_alone()
    {
        var parent = Directory.CreateTempSubdirectory("workflowitsm-");
        try
        {
            var folder = Path.Combine(parent.FullName, "data");
            DataDirectory.Make(folder);
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(folder) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
        finally
        {
            parent.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_folder_is_free_again_after_a_stop()
    {
        await using var runtime = await TestRuntime.StartAsync();
        Assert.Equal(RuntimePhase.Ready, runtime.Services.GetRequiredService<IRuntimeStatus>().Phase);
        await runtime.RestartAsync();

        Assert.Equal(RuntimePhase.Ready, runtime.Services.GetRequiredService<IRuntimeStatus>().Phase);
    }

    [Fact]
    public async Task A_tag_that_changed_its_meaning_refuses_the_start()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.StopAsync();
        using (var hand = runtime.Database.Hand()) hand.Run("UPDATE fact_kind SET name = 'whispered' WHERE tag = 101");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(runtime.StartAgainAsync);
        Assert.Equal(
            "The journal cannot be read by this program: Tag 101 is 'whispered' version 1 in the journal, but 'added' version 1 here. "
                + "Start the release that wrote it, or a newer one.", refused.Message);
    }

    /// <summary>A newer release names its kinds at its first start: the older one would meet them in the middle of its work.</summary>
    [Fact]
    public async Task A_tag_that_only_a_newer_release_knows_refuses_the_start()
    {
        await using var runtime = await TestRuntime.StartAsync();
        await runtime.Store.CommitAsync(new() { FactKinds = [new(104, "sung", 1)] }, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(runtime.RestartAsync);
        Assert.Equal(
            "The journal cannot be read by this program: Tag 104 is 'sung' version 1 in the journal, but nothing here. "
                + "Start the release that wrote it, or a newer one.", refused.Message);
    }

    [Fact]
    public async Task What_the_host_registered_before_is_kept()
    {
        await using var runtime = await TestRuntime.StartAsync();

        Assert.Same(runtime.Time, runtime.Services.GetRequiredService<TimeProvider>());
        Assert.IsType<FaultyStore>(runtime.Services.GetRequiredService<ICaseStore>());
    }
}
