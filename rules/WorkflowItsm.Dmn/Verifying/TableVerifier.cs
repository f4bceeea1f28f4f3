using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Verifying;

/// <summary>Asks a table's grid all that <see cref="TableVerification"/> tells.</summary>
internal sealed class TableVerifier
{
    private const int MostGaps = 100;
    private const int MostOverlaps = 100;
    private const long MostSteps = 20_000_000;

    private readonly DecisionTable _table;
    private readonly Grid _grid;
    private readonly RuleBoxes _rules;
    private readonly bool[] _opaque;
    private readonly Budget _budget = new(MostSteps);
    private bool _isCut;

    private TableVerifier(DecisionTable table, Grid grid)
    {
        (_table, _grid) = (table, grid);
        (_rules, _opaque) = (new(grid.BoxesOf(table)), Grid.Opaque(table));
    }

    public static TableVerification Verify(DecisionTable table) => Grid.Of([table], out var obstacle) is { } grid
        ? new TableVerifier(table, grid).Verify()
        : new([], [], [], [], [], obstacle);

    private TableVerification Verify()
    {
        var gaps = Gaps();
        var overlaps = Overlaps();
        var masked = Masked();
        return new(gaps, overlaps, masked, Duplicates(), Opaque(), _isCut || _budget.IsSpent ? (Sentence)$"no more than {MostGaps} gaps and {MostOverlaps} groups of overlapping rules are told" : null);
    }

    private ValueList<TableRegion> Gaps()
    {
        if (_table.HasDefault) return [];
        List<ulong[][]> gaps = [];
        var cover = new Cover(_grid.Whole, _rules, _budget);
        foreach (var piece in cover.Uncovered(_grid.Whole, Enumerable.Range(0, _rules.Count)))
        {
            if (gaps.Exists(gap => Box.IsWithin(piece, gap))) continue;
            if (_isCut = gaps.Count == MostGaps) break;
            gaps.Add(cover.Grown(piece));
        }

        return gaps.Select(_grid.Region).ToValueList();
    }

    private ValueList<RuleOverlap> Overlaps()
    {
        var groups = HitGroups.Of(_rules, _opaque, MostOverlaps, _budget);
        _isCut |= groups.Count > MostOverlaps;
        return groups.Take(MostOverlaps).Select(group => new RuleOverlap(
            group.Rules.Select(rule => rule + 1).ToValueList(), _grid.Region(group.Box), Agree(group.Rules), Disagree(group.Rules))).ToValueList();
    }

    private ValueList<MaskedRule> Masked()
    {
        List<MaskedRule> masked = [];
        var cover = new Cover(_grid.Whole, _rules, _budget);
        for (var rule = 0; rule < _rules.Count; rule++)
        {
            if (Box.IsEmpty(_rules[rule]))
            {
                masked.Add(new(rule + 1, []));
                continue;
            }

            int[] before = [.. Before(rule).Where(other => !_opaque[other] && Bits.Has(_rules.Meeting(rule), other))];
            if (before.Length > 0 && cover.IsCovered(_rules[rule], before))
                masked.Add(new(rule + 1, Enough(rule, before).Select(other => other + 1).ToValueList()));
        }

        return [.. masked];
    }

    /// <summary>As few of the rules as cover a rule, so that people need not read more: one alone where one does.</summary>
    private int[] Enough(int rule, int[] before) =>
        before.Where(other => Box.IsWithin(_rules[rule], _rules[other])).Take(1).ToArray() is [_] one ? one : before;

    /// <summary>The rules whose answer counts where they match together with this one.</summary>
    private IEnumerable<int> Before(int rule) => _table.Policy switch
    {
        HitPolicy.First => Enumerable.Range(0, rule),
        HitPolicy.Priority when Rank(rule) is { } own => Enumerable.Range(0, _rules.Count)
            .Where(other => Rank(other) is { } rank && rank.CompareTo(own) is var order && (order < 0 || (order == 0 && other < rule))),
        _ => [],
    };

    /// <summary>Null where the outputs are computed.</summary>
    private OutputRank? Rank(int rule) => OutputRank.Of(_table, _table.Rules[rule]) is { IsKnown: true } rank ? rank : null;

    private ValueList<DuplicateRule> Duplicates()
    {
        List<DuplicateRule> duplicates = [];
        Dictionary<int, List<int>> byHash = [];
        for (var rule = 0; rule < _rules.Count; rule++)
        {
            if (_opaque[rule] || Box.IsEmpty(_rules[rule])) continue;
            var hash = new HashCode();
            foreach (var set in _rules[rule])
                foreach (var word in set) hash.Add(word);
            var alike = byHash.TryGetValue(hash.ToHashCode(), out var known) ? known : byHash[hash.ToHashCode()] = [];
            var earlier = alike.FindIndex(other => Box.Same(_rules[rule], _rules[other]) && Agree([other, rule]));
            if (earlier >= 0) duplicates.Add(new(rule + 1, alike[earlier] + 1));
            else alike.Add(rule);
        }

        return [.. duplicates];
    }

    private ValueList<OpaqueCell> Opaque() => _table.Rules
        .SelectMany(rule => rule.Tests.Select((test, i) => (rule, test, i)))
        .Where(cell => !cell.test.IsAny && cell.test.Turns is null)
        .Select(cell => new OpaqueCell(cell.rule.Number, cell.i + 1, cell.test.Text)).ToValueList();

    /// <summary>Whether rules certainly give the same: written alike, or constants that are equal.</summary>
    private bool Agree(int[] rules) => Enumerable.Range(0, _table.Outputs.Count).All(output => rules.Skip(1).All(rule =>
    {
        var (one, other) = (_table.Rules[rules[0]].Results[output], _table.Rules[rule].Results[output]);
        return one.Text == other.Text || (one.IsConstant && other.IsConstant && one.Constant().Equals(other.Constant()));
    }));

    private bool Disagree(int[] rules) => Enumerable.Range(0, _table.Outputs.Count).Any(output =>
        rules.Select(rule => _table.Rules[rule].Results[output]).Where(result => result.IsConstant).Select(result => result.Constant()).Distinct().Skip(1).Any());
}
