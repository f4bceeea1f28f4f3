using System.Globalization;
using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Tests.Bench;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests.Timers;

/// <summary>Somebody plays with the clock on the wall under load: no timer is lost, none fires twice, none before its time.</summary>
public sealed class WallClockTests(ITestOutputHelper output)
{
    private const int Steps = 40, Cases = 5;

    private static readonly int _shakes = Switches.Number("WORKFLOWITSM_CLOCK_SEEDS", 40);

    /// <summary>WORKFLOWITSM_CLOCK_SEEDS says how many seeds, counted up from WORKFLOWITSM_SEED.</summary>
    [Fact]
    public async Task Whatever_happens_to_the_clock_each_timer_fires_once_and_not_early()
    {
        output.WriteLine($"Seeds {Switches.Seed} and the {_shakes - 1} that follow.");
        List<string> offences = [];
        for (var shake = 0; shake < _shakes; shake++) offences.AddRange(await ShakeAsync(unchecked(Switches.Seed + shake)));
        Assert.Empty(offences);
    }

    /// <summary>Nobody wakes it: it has to look by itself, by a clock that nobody can set.</summary>
    [Fact]
    public async Task A_clock_that_is_set_forward_is_noticed_within_ten_seconds()
    {
        using var folder = new DataFolder();
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = await Machine.StartAsync(folder.Path, new Sink(_ => fired.TrySetResult()));
        await machine.SendAsync("c", new Ask.Remind("tea", Machine.Noon.AddHours(20)));
        WallClock.Set(machine.Time, TimeSpan.FromDays(1));
        var set = machine.Time.GetTimestamp();
        await Eventually.Holds("the timer to fire", () =>
        {
            machine.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(fired.Task.IsCompleted);
        });
        // Each look lets a second pass; without looking by itself it would sleep for the five minutes that are in memory.
        output.WriteLine($"Noticed after {machine.Time.GetElapsedTime(set)} at most.");
        Assert.InRange(machine.Time.GetElapsedTime(set), TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    private static async Task<IEnumerable<string>> ShakeAsync(int seed)
    {
        var chance = new Random(seed);
        using var folder = new DataFolder();
        var planned = new Dictionary<string, (string CaseId, DateTimeOffset At)>(StringComparer.Ordinal);
        List<string> story = [];
        List<Task<CommandResult>> load = [];
        await using var machine = await Machine.StartAsync(folder.Path, new Sink());
        for (var step = 0; step < Steps; step++)
        {
            story.Add(WallClock.Shake(machine.Time, chance));
            for (var more = chance.Next(4); more > 0; more--)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"t{planned.Count}");
                planned[key] = ($"c{chance.Next(Cases)}", machine.Time.GetUtcNow().AddSeconds(chance.Next(-5, 400)));
                load.Add(machine.SendAsync(planned[key].CaseId, new Ask.Remind(key, planned[key].At)));
            }

            load.Add(machine.SendAsync($"c{chance.Next(Cases)}", new Ask.Add(1, "n")));
            if (chance.Next(3) == 0) await Task.WhenAll(load);
        }

        Assert.All(await Task.WhenAll(load), answer => Assert.IsType<CommandResult.Done>(answer));
        var end = planned.Values.Max(timer => timer.At).AddMinutes(1);
        if (machine.Time.GetUtcNow() < end) WallClock.Set(machine.Time, end - machine.Time.GetUtcNow());
        List<string> offences = [];
        try
        {
            await Eventually.Holds("all timers to fire", async () =>
            {
                machine.Time.Advance(TimeSpan.FromSeconds(10));
                for (var n = 0; n < Cases; n++)
                    if (await machine.ReadAsync($"c{n}") is { Due.Count: > 0 }) return false;
                return true;
            });
        }
        catch (TimeoutException)
        {
            offences.Add("Some never fire.");
        }

        for (var n = 0; n < Cases; n++)
        {
            var heard = (await machine.Cases.HistoryAsync(Machine.Kind, $"c{n}", TestContext.Current.CancellationToken))
                .Where(recorded => recorded.Fact is Happened.Heard).ToLookup(recorded => ((Happened.Heard)recorded.Fact).Text, recorded => recorded.Header.Time);
            foreach (var (key, timer) in planned.Where(timer => timer.Value.CaseId == $"c{n}"))
            {
                var times = heard[$"fired {key}"].ToList();
                if (times.Count != 1) offences.Add($"{key} fired {times.Count} times.");
                if (times.Any(time => time < timer.At)) offences.Add($"{key} was due at {timer.At:O} and fired at {times.Min():O}.");
            }
        }

        offences.AddRange(machine.Verify().Problems);
        return offences.Select(offence => $"Seed {seed} ({string.Join("; ", story)}): {offence}");
    }
}
