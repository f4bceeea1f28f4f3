using CsCheck;
using WorkflowItsm.Random.Tests.Generation;

namespace WorkflowItsm.Random.Tests.Comparing;

/// <summary>Plays cases side by side until one differs.</summary>
internal static class Search
{
    /// <summary>Each case has a place of its own in the generator's stream: its number and the seed.</summary>
    /// <param name="number">How many cases.</param>
    /// <param name="seed">The seed of all.</param>
    /// <param name="game">What is compared.</param>
    /// <param name="coverage">Takes what they met; null for nothing.</param>
    /// <returns>The first difference found, made small, with its seed, its file and its path; null when there is none.</returns>
    public static string? First(int number, ulong seed, Game game, Coverage? coverage = null)
    {
        var found = FirstCase(number, seed, game, coverage);
        return found is { } differing ? Told(differing.Case, game, $"{differing.Stream} {seed}") : null;
    }

    /// <summary>The first case that differs and its number; null when there is none.</summary>
    public static (Case Case, uint Stream)? FirstCase(int number, ulong seed, Game game, Coverage? coverage = null)
    {
        (Case Case, uint Stream)? found = null;
        var gate = new Lock();
        Parallel.For(0, number, (i, loop) =>
        {
            var made = Generator.Make(new PCG((uint)i, seed));
            var met = coverage is null ? null : new Coverage();
            var differs = game.Differs(made, met) is not null;
            if (met is not null) coverage!.Add(met);
            if (!differs) return;
            lock (gate)
            {
                if (found is null || found.Value.Stream > i) found = (made, (uint)i);
            }

            loop.Break();
        });
        return found;
    }

    /// <summary>A case that differs, as small as it gets, in words.</summary>
    public static string Told(Case differing, Game game, string seed)
    {
        var small = Shrinker.Shrink(differing, other => game.Differs(other) is { } again && !again.StartsWith("The file", StringComparison.Ordinal));
        return $"""
            Engine and reference differ. Seed: {seed} (add the line to Kept/seeds.txt once it is mended).
            {game.Differs(small)}
            The process, made small:
            {small.Xml()}
            <!-- path {string.Join(' ', small.Path)} -->
            """;
    }
}
