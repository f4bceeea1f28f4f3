namespace WorkflowItsm.Dmn.Verifying;

/// <summary>
/// What of a box no rule covers. A box is cut in two where that parts its rules best, or else one rule is cut out of it, and
/// the pieces are looked at with those rules only that still meet them. Where no two of these meet each other, counting tells
/// at once whether anything is left over.
/// </summary>
internal sealed class Cover(ulong[][] whole, RuleBoxes rules, Budget budget)
{
    /// <summary>Below it, cutting out rules finds larger pieces than halving.</summary>
    private const int FewRules = 12;

    /// <summary>The uncovered rest in pieces that do not meet each other, as they are found. The caller stops when it has enough; it ends early when the budget is spent.</summary>
    public IEnumerable<ulong[][]> Uncovered(ulong[][] box, IEnumerable<int> cover)
    {
        Stack<(ulong[][] Box, List<int> Cover)> open = new([(box, [.. cover])]);
        while (open.TryPop(out var piece))
        {
            if (!budget.Spend(piece.Cover.Count + 1)) yield break;
            List<int> meeting = [.. piece.Cover.Where(rule => Box.Meet(piece.Box, rules[rule]))];
            if (meeting.Count == 0)
            {
                yield return piece.Box;
                continue;
            }

            if (IsFull(piece.Box, meeting)) continue;
            var pieces = (meeting.Count > FewRules ? Halves(piece.Box, meeting) : null) ?? Box.Without(piece.Box, rules[Best(piece.Box, meeting)]);
            // The last piece is looked at first; reversed, so that what comes first in the columns is told first.
            foreach (var rest in pieces.Reverse()) open.Push((rest, meeting));
        }
    }

    /// <summary>Whether nothing is left uncovered; false also when the budget ran out before that was certain.</summary>
    public bool IsCovered(ulong[][] box, IEnumerable<int> cover) => !Uncovered(box, cover).Any() && !budget.IsSpent;

    /// <summary>An uncovered box made as large as it can be, one axis after the other; as people would write the rule for it.</summary>
    public ulong[][] Grown(ulong[][] box)
    {
        for (var axis = 0; axis < box.Length; axis++)
        {
            var taken = new ulong[box[axis].Length];
            for (var rule = 0; rule < rules.Count; rule++)
                if (Enumerable.Range(0, box.Length).All(other => other == axis || Bits.Meet(box[other], rules[rule][other])))
                    taken = Bits.Or(taken, rules[rule][axis]);
            box = Box.With(box, axis, Bits.Without(whole[axis], taken));
        }

        return box;
    }

    /// <summary>Whether the rules surely cover the box: one alone does, or they do not meet and their sizes add up.</summary>
    private bool IsFull(ulong[][] box, List<int> meeting)
    {
        if (meeting.Exists(rule => Box.IsWithin(box, rules[rule]))) return true;
        if (Box.Size(box, box) is not { } size || !rules.AreApart(meeting)) return false;
        UInt128 covered = 0;
        foreach (var rule in meeting) covered += Box.Size(box, rules[rule])!.Value;
        return covered == size;
    }

    /// <summary>The box cut where the most rules lie on one side only; null where each cut goes through most of them.</summary>
    private IEnumerable<ulong[][]>? Halves(ulong[][] box, List<int> meeting)
    {
        var (best, axis, at) = (meeting.Count * 9 / 10, -1, 0);
        for (var i = 0; i < box.Length; i++)
        {
            int[] starts = [.. meeting.Select(rule => Bits.First(box[i], rules[rule][i])).Order()];
            if (starts[^1] == Bits.First(box[i])) continue;
            var cut = Array.Find(starts, start => start >= starts[starts.Length / 2] && start > starts[0]);
            var left = meeting.Count(rule => Bits.First(box[i], rules[rule][i]) < cut);
            var right = meeting.Count(rule => Bits.Last(box[i], rules[rule][i]) >= cut);
            if (Math.Max(left, right) >= best) continue;
            (best, axis, at) = (Math.Max(left, right), i, cut);
        }

        if (axis < 0) return null;
        var (lower, upper) = Bits.Split(box[axis], at);
        return [Box.With(box, axis, lower), Box.With(box, axis, upper)];
    }

    /// <summary>The rule that takes the fewest cuts to be cut out; of those the largest.</summary>
    private int Best(ulong[][] box, List<int> meeting)
    {
        var (best, fewest, largest) = (meeting[0], int.MaxValue, -1L);
        foreach (var rule in meeting)
        {
            var (cuts, size) = (0, 0L);
            for (var axis = 0; axis < box.Length; axis++)
            {
                if (!Bits.IsWithin(box[axis], rules[rule][axis])) cuts++;
                size += Bits.CountShared(box[axis], rules[rule][axis]);
            }

            if (cuts < fewest || (cuts == fewest && size > largest)) (best, fewest, largest) = (rule, cuts, size);
        }

        return best;
    }
}
