using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>A set of stretches as the FEEL tests that a cell would have.</summary>
internal static class RegionText
{
    public static string Of(Axis axis, ulong[] set)
    {
        if (Bits.Count(set) == axis.Stretches.Count) return "-";
        return string.Join(", ", axis.Parts.SelectMany(part => Part(axis.Stretches, part.Start, part.Start + part.Count, set)));
    }

    private static IEnumerable<string> Part(IReadOnlyList<Stretch> stretches, int from, int to, ulong[] set)
    {
        // A text that no cell names has no literal of its own.
        if (stretches[to - 1] is Stretch.OtherText && Bits.Has(set, to - 1))
        {
            var named = Enumerable.Range(from, to - from).Where(i => !Bits.Has(set, i)).Select(i => stretches[i].Value.ToString()).ToList();
            return [named.Count == 0 ? "? instance of string" : $"not({string.Join(", ", named)})"];
        }

        return stretches[from].Value.Kind is FeelKind.Null or FeelKind.Boolean or FeelKind.String
            ? Enumerable.Range(from, to - from).Where(i => Bits.Has(set, i)).Select(i => stretches[i].Value.ToString())
            : Runs(from, to, set).Select(run => run.First == run.Last && stretches[run.First] is Stretch.Point point
                ? point.Value.ToString()
                : Range(stretches[run.First], stretches[run.Last]));
    }

    private static IEnumerable<(int First, int Last)> Runs(int from, int to, ulong[] set)
    {
        for (var first = from; first < to; first++)
        {
            if (!Bits.Has(set, first)) continue;
            var last = first;
            while (last + 1 < to && Bits.Has(set, last + 1)) last++;
            yield return (first, last);
            first = last;
        }
    }

    private static string Range(Stretch first, Stretch last)
    {
        var (low, lowIncluded) = first is Stretch.Between after ? (after.Low, false) : (first.Value, true);
        var (high, highIncluded) = last is Stretch.Between before ? (before.High, false) : (last.Value, true);
        return (low, high) switch
        {
            (null, null) => "not(null)",
            (null, _) => $"{(highIncluded ? "<=" : "<")} {high}",
            (_, null) => $"{(lowIncluded ? ">=" : ">")} {low}",
            _ => $"{(lowIncluded ? '[' : '(')}{low}..{high}{(highIncluded ? ']' : ')')}",
        };
    }
}
