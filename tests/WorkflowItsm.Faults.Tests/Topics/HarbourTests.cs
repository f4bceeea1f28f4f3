using WorkflowItsm.Faults.Tests.Runtimes;

namespace WorkflowItsm.Faults.Tests.Topics;

/// <summary>Messages, signals and timers that start processes, over kills; and builds that lose or double them, which have to be caught.</summary>
public sealed class HarbourTests(ITestOutputHelper output)
{
    private static readonly int _kills = Switches.Number("WORKFLOWITSM_LETTER_KILLS", 15);

    [Fact]
    public async Task A_letter_that_was_acknowledged_comes_once_and_a_timer_begins_a_case_at_each_moment_wherever_a_kill_comes()
    {
        output.WriteLine($"Seed {Switches.Seed}, {_kills} kills.");
        Assert.Empty(await (await HarbourKills.RecordAsync()).OffencesAsync(_kills));
    }

    [Fact]
    public Task A_build_that_marks_a_delivery_before_it_is_done_is_caught() =>
        CaughtAsync(BrokenHarbour.DeliveryMarkedBeforeDone, offence => offence.Contains(", acknowledged, came ", StringComparison.Ordinal));

    [Fact]
    public Task A_build_that_marks_the_beginning_of_a_case_before_it_is_done_is_caught() =>
        CaughtAsync(BrokenHarbour.StartMarkedBeforeDone, offence => offence.Contains(" is not there", StringComparison.Ordinal) || offence.Contains(" came 0 times", StringComparison.Ordinal));

    [Fact]
    public Task A_build_without_an_inbox_that_knows_what_it_has_had_is_caught() =>
        CaughtAsync(Broken.NoIdempotency, offence => offence.Contains(" times, for ", StringComparison.Ordinal));

    [Fact]
    public Task A_build_that_sets_its_timers_anew_at_each_start_is_caught() =>
        CaughtAsync(BrokenHarbour.TimersSetAnew, offence => offence.Contains("was set anew", StringComparison.Ordinal));

    private async Task CaughtAsync(Parts build, Predicate<string> isIt)
    {
        var offences = await (await HarbourKills.RecordAsync(build)).OffencesAsync(200);
        output.WriteLine($"Seed {Switches.Seed}: {string.Join('\n', offences.Take(5))}");
        Assert.Contains(offences, isIt);
    }
}
