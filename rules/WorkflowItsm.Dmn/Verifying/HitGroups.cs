namespace WorkflowItsm.Dmn.Verifying;

/// <summary>
/// The largest groups of rules that one input can match together: the maximal cliques of the overlaps, each with the box
/// of inputs that they share.
/// </summary>
internal sealed class HitGroups
{
    private readonly RuleBoxes _rules;
    private readonly Budget _budget;
    private readonly List<(ulong[] Rules, ulong[][] Box)> _found = [];

    private HitGroups(RuleBoxes rules, Budget budget) => (_rules, _budget) = (rules, budget);

    /// <summary>The groups of two and more, by their first rules.</summary>
    /// <param name="rules">The rules' boxes.</param>
    /// <param name="leftOut">Which rules count as matching nothing.</param>
    /// <param name="most">Stops after so many.</param>
    /// <param name="budget">When it is spent, there may be more groups, and found ones may not be the largest.</param>
    public static IReadOnlyList<(int[] Rules, ulong[][] Box)> Of(RuleBoxes rules, bool[] leftOut, int most, Budget budget)
    {
        var groups = new HitGroups(rules, budget);
        var sought = Bits.None(rules.Count);
        for (var rule = 0; rule < rules.Count; rule++)
            if (!leftOut[rule]) Bits.Add(sought, rule);
        foreach (var first in Bits.Of(sought))
        {
            if (groups._found.Count > most || budget.IsSpent) break;
            var later = Bits.Split(Bits.And(rules.Meeting(first), sought), first).Others;
            if (Bits.Count(later) > 1) groups.Grow(later, 0, rules[first]);
        }

        return [.. groups._found.Select(group => (Bits.Of(group.Rules).ToArray(), group.Box))];
    }

    /// <summary>Narrows the group axis by axis to what rules share; only the largest shares can lead to largest groups.</summary>
    private void Grow(ulong[] alive, int axis, ulong[][] box)
    {
        if (!_budget.Spend(1 + Bits.Count(alive)) || Bits.Count(alive) < 2 || _found.Exists(known => Bits.IsWithin(alive, known.Rules))) return;
        if (axis == box.Length)
        {
            _found.RemoveAll(known => Bits.IsWithin(known.Rules, alive));
            _found.Add((alive, box));
            return;
        }

        foreach (var (rules, set) in Shares(alive, axis, box[axis])) Grow(rules, axis + 1, Box.With(box, axis, set));
    }

    /// <summary>For each largest set of rules that share a stretch of an axis, all the stretches that they share.</summary>
    private List<(ulong[] Rules, ulong[] Set)> Shares(ulong[] alive, int axis, ulong[] within)
    {
        var members = Bits.Of(alive).ToArray();
        List<(ulong[] Rules, ulong[] Set)> shares = [];
        ulong[]? before = null;
        foreach (var stretch in Bits.Of(within))
        {
            if (!_budget.Spend(1)) break;
            var here = Bits.None(_rules.Count);
            foreach (var rule in members)
                if (Bits.Has(_rules[rule][axis], stretch)) Bits.Add(here, rule);
            if (before is not null && Bits.Same(before, here)) continue;
            before = here;
            if (shares.Exists(known => Bits.IsWithin(here, known.Rules))) continue;
            shares.RemoveAll(known => Bits.IsWithin(known.Rules, here));
            shares.Add((here, []));
        }

        return [.. shares.Select(share => (share.Rules, Bits.Of(share.Rules).Aggregate(within, (set, rule) => Bits.And(set, _rules[rule][axis]))))];
    }
}
