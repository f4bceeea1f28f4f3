using System.Globalization;
using CsCheck;
using WorkflowItsm.Random.Tests.Comparing;
using WorkflowItsm.Random.Tests.Generation;

namespace WorkflowItsm.Random.Tests;

/// <summary>
/// Engine and reference agree on random processes and paths. <c>WORKFLOWITSM_RANDOM</c> says on how many, 20,000 when it is not set;
/// <c>WORKFLOWITSM_RANDOM_SEED</c> lets a run be done again. The everyday run is the same each time, so that it fails for nobody's change but its own; another
/// number takes a new seed, which is printed.
/// </summary>
public sealed class RandomTests(ITestOutputHelper output)
{
    public const int Everyday = 20_000;

    public const ulong EverydaySeed = 2030;

    [Fact]
    public void Engine_and_reference_agree_and_every_element_and_every_event_on_a_border_is_met()
    {
        var (number, seed) = Asked();
        var coverage = new Coverage();
        var found = Search.First(number, seed, Game.Engine, coverage);

        output.WriteLine($"{coverage.Cases} cases from the seed {seed}; {coverage.Away} ran away and are not counted as agreed.");
        foreach (var word in new[] { "element", "loop", "start", "step", "call", "incident", "depth" }) output.WriteLine($"{word}\n{coverage.Lines(word)}");
        output.WriteLine($"events on borders\n{coverage.Table()}");
        Assert.True(found is null, found);
        if (number < Everyday) return;
        Assert.Equal([], Missing(coverage));
        Assert.True(coverage["depth 6"] > 0, "No element was nested in six sub-processes.");
        Assert.True(coverage.Away * 100 < coverage.Cases, "More than one case in a hundred ran away.");
    }

    /// <summary>How many cases are asked for, and from which seed.</summary>
    internal static (int Number, ulong Seed) Asked()
    {
        var number = int.Parse(Environment.GetEnvironmentVariable("WORKFLOWITSM_RANDOM") ?? "20000", CultureInfo.InvariantCulture);
        var seed = Environment.GetEnvironmentVariable("WORKFLOWITSM_RANDOM_SEED") is { } given ? ulong.Parse(given, CultureInfo.InvariantCulture)
            : number == Everyday ? EverydaySeed
            : PCG.ThreadPCG.Next64();
        return (number, seed);
    }

    /// <summary>What was never met and should have been.</summary>
    private static List<string> Missing(Coverage coverage)
    {
        var elements = Names.Elements.Where(name => coverage[$"element {name}"] == 0);
        var pairs =
            from activity in Names.Activities
            from border in Names.Borders
            where ((border != "Cancel" || activity == "Transaction") && coverage[Coverage.Drawn(activity, border)] == 0)
                || (Names.CanHappen(activity, border) && coverage[Coverage.Pair(activity, border)] == 0)
            select $"{border} on the border of {activity}";
        var steps = Enum.GetNames<StepKind>().Append("TakeAction refused").Append("Move refused").Where(name => coverage[$"step {name}"] == 0);
        var others = Names.Starts.Select(name => $"start {name}").Concat(["call Latest", "call Version", "call into the older release"]).Where(name => coverage[name] == 0);
        return [.. elements, .. pairs, .. steps, .. others];
    }

    /// <summary>Cases in which engine and reference once differed. A line is the place in the generator's stream, and why it is kept.</summary>
    [Fact]
    public void They_agree_where_they_once_differed()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Kept", "seeds.txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split(' ', 3);
            var kept = Generator.Make(new PCG(uint.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture)));
            var differs = Game.Engine.Differs(kept);
            Assert.True(differs is null, $"{line}\n{differs}");
        }
    }

    /// <summary>The same as files, which hold whatever becomes of the generator: a process, and the path as its last comment.</summary>
    [Fact]
    public void They_agree_on_the_processes_on_which_they_once_differed()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Kept"), "*.bpmn").Order(StringComparer.Ordinal))
        {
            var xml = File.ReadAllText(file);
            var path = xml[(xml.LastIndexOf("<!-- path ", StringComparison.Ordinal) + 10)..xml.LastIndexOf(" -->", StringComparison.Ordinal)];
            var differs = Game.Engine.Differs(xml, [.. path.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))]);
            Assert.True(differs is null, $"{Path.GetFileName(file)}\n{differs}");
        }
    }
}
