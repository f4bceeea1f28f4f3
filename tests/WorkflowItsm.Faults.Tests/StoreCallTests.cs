using WorkflowItsm.Faults.Tests.Runtimes;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Faults.Tests;

/// <summary>Calls of the store fail, done or not: whichever, what clients insisted on is there once, and nothing has to be restarted.</summary>
public sealed class StoreCallTests(ITestOutputHelper output)
{
    private const int Commands = 12;

    private static readonly int _faults = Switches.Number("WORKFLOWITSM_STORE_FAULTS", 30);

    /// <summary>As many calls fail as WORKFLOWITSM_STORE_FAULTS says (0: each of them), alone or two in a row.</summary>
    [Fact]
    public async Task Whatever_call_of_the_store_fails_what_was_acknowledged_is_there_once()
    {
        var dry = new CallFaults();
        Assert.Empty(await RunAsync(dry));
        Assert.Equal(11, dry.Calls.Count);
        var chance = new Random(Switches.Seed);
        var all = (from call in dry.Calls from number in Enumerable.Range(1, call.Value) from fault in Enum.GetValues<CallFault>() select (Method: call.Key, number, fault)).ToList();
        var chosen = _faults == 0 ? all : [.. all.OrderBy(_ => chance.Next()).GroupBy(one => one.Method).SelectMany(group => group.Take(1 + (_faults / dry.Calls.Count)))];
        List<string> offences = [];
        var bitten = 0;
        foreach (var (method, number, fault) in chosen)
        {
            var faults = new CallFaults { Method = method, Numbers = new HashSet<int> { number, number + chance.Next(2) }, Fault = fault };
            offences.AddRange((await RunAsync(faults)).Select(offence => $"{method} {number} {fault} (seed {Switches.Seed}): {offence}"));
            if (faults.Failed > 0) bitten++;
        }

        output.WriteLine($"Seed {Switches.Seed}: {chosen.Count} of {all.Count} calls, {bitten} failed.");
        Assert.Empty(offences);
        Assert.True(bitten > chosen.Count / 2, "Too few calls failed to show anything.");
    }

    private static async Task<IReadOnlyList<string>> RunAsync(CallFaults faults)
    {
        using var folder = new DataFolder();
        var sink = new Sink();
        var errands = Script.Draw(Switches.Seed, Commands);
        await using (var machine = await InsistOnStartAsync(folder.Path, sink, Machine.Noon, faults))
            await SendAsync(machine, errands.Take(Commands / 2));
        await using var second = await InsistOnStartAsync(folder.Path, sink, Machine.Noon.AddSeconds(Commands / 2), faults);
        await SendAsync(second, errands.Skip(Commands / 2));
        faults.IsOff = true;
        second.Time.Advance(Script.End(Commands) - second.Time.GetUtcNow());
        return await new Book(errands, errands.ToHashSet()).OffencesAsync(second, sink);
    }

    private static async Task SendAsync(Machine machine, IEnumerable<Errand> errands)
    {
        foreach (var errand in errands)
        {
            await machine.InsistAsync(errand);
            machine.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<Machine> InsistOnStartAsync(string folder, Sink sink, DateTimeOffset now, CallFaults faults)
    {
        for (var refusals = 0; ; refusals++)
        {
            try
            {
                return await Machine.StartAsync(folder, sink, now, faults.Parts);
            }
            catch (StoreException) when (refusals < 3)
            {
                // Refused with a sentence; people start it again.
            }
        }
    }
}
