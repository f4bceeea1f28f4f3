namespace WorkflowItsm.Faults.Tests.Runtimes;

/// <summary>A row of errands drawn from a seed: mixed, over a handful of cases at a time.</summary>
internal static class Script
{
    /// <summary>The moment by which everything that a script makes due is due.</summary>
    public static DateTimeOffset End(int length) => Machine.Noon.AddSeconds(length + 60);

    public static IReadOnlyList<Errand> Draw(int seed, int length)
    {
        var chance = new Random(seed);
        List<Errand> errands = [];
        List<string> cases = [];
        for (var number = 1; number <= length; number++)
        {
            Errand next = cases.Count == 0 ? new Errand.Open(number, 100) : chance.Next(10) switch
            {
                < 3 => new Errand.Open(number, chance.Next(8000)),
                < 6 => new Errand.Note(Any(), number),
                < 8 => new Errand.Remind(Any(), number, Machine.Noon.AddSeconds(number + chance.Next(40))),
                _ => new Errand.Send(Any(), number),
            };
            if (next is Errand.Open) cases.Add(next.CaseId);
            errands.Add(next);
        }

        return errands;

        string Any() => cases[Math.Max(0, cases.Count - 1 - chance.Next(5))];
    }
}
