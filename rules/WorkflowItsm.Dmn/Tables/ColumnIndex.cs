using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Dmn.Verifying;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tables;

/// <summary>
/// For one column of a table, which rules' cells a value passes, looked up instead of tested: the values that cells name cut
/// the column into stretches, and each stretch knows its rules. What no stretch stands for (null, a list, a kind that no cell
/// names) has to be tested.
/// </summary>
internal sealed class ColumnIndex
{
    /// <summary>A column's index takes no more than 8 MB.</summary>
    private const long MostBits = 64L << 20;

    private readonly Dictionary<string, int>? _texts;
    private readonly FeelNumber[] _numbers = [];
    private readonly int _firstText = -1;
    private readonly int _firstNumber = -1;
    private readonly int _firstBoolean = -1;
    private readonly ulong[][] _rules;

    private ColumnIndex(Axis axis, ulong[][] rules)
    {
        _rules = rules;
        foreach (var (start, count) in axis.Parts)
        {
            var stretches = axis.Stretches.Skip(start).Take(count).ToList();
            switch (stretches[0].Value.Kind)
            {
                case FeelKind.String:
                    _firstText = start;
                    _texts = stretches.OfType<Stretch.Point>().Select((point, i) => (Text: point.Value.ToText(), i))
                        .ToDictionary(point => point.Text, point => start + point.i, StringComparer.Ordinal);
                    Other = start + count - 1;
                    break;
                case FeelKind.Number when IsRegular(stretches):
                    _firstNumber = start;
                    _numbers = [.. stretches.OfType<Stretch.Point>().Select(point => point.Value.TryGetNumber(out var number) ? number : default)];
                    break;
                case FeelKind.Boolean:
                    _firstBoolean = start;
                    break;
            }
        }
    }

    /// <summary>The stretch of all texts that no cell names.</summary>
    private int Other { get; }

    /// <summary>The index of a column; null where a cell does more than compare with constants.</summary>
    public static ColumnIndex? Of(DecisionTable table, int column)
    {
        Test[] tests = [.. table.Rules.Select(rule => rule.Tests[column])];
        if (Array.TrueForAll(tests, test => test.IsAny) || Array.Exists(tests, test => !test.IsAny && test.Turns is null)) return null;
        // What is allowed does not change which rules match.
        var bare = table.Inputs[column] with { Allowed = null };
        if (Axis.Of(bare, tests.Where(test => !test.IsAny).SelectMany(test => test.Turns ?? []), out _) is not { } axis) return null;
        if ((long)axis.Stretches.Count * tests.Length > MostBits) return null;
        var rules = new ulong[axis.Stretches.Count][];
        for (var stretch = 0; stretch < rules.Length; stretch++) rules[stretch] = Bits.None(tests.Length);
        Dictionary<string, ulong[]> known = new(StringComparer.Ordinal);
        for (var rule = 0; rule < tests.Length; rule++)
        {
            if (!known.TryGetValue(tests[rule].Text, out var passing)) known[tests[rule].Text] = passing = axis.Passing(tests[rule], opaquePasses: false);
            foreach (var stretch in Bits.Of(passing)) Bits.Add(rules[stretch], rule);
        }

        return new(axis, rules);
    }

    /// <summary>The rules whose cells a value passes; null where they have to be tested.</summary>
    public ulong[]? Passing(FeelValue value)
    {
        if (value.TryGetString(out var text)) return _firstText < 0 ? null : _rules[_texts!.TryGetValue(text, out var place) ? place : Other];
        if (value.TryGetNumber(out var number)) return _firstNumber < 0 ? null : _rules[_firstNumber + Place(number)];
        if (value.TryGetBoolean(out var flag)) return _firstBoolean < 0 ? null : _rules[_firstBoolean + (flag ? 0 : 1)];
        return null;
    }

    /// <summary>Numbers stand as: below the first, the first, between, the second, …, above the last.</summary>
    private int Place(FeelNumber number)
    {
        var found = Array.BinarySearch(_numbers, number);
        return found >= 0 ? (2 * found) + 1 : 2 * ~found;
    }

    /// <summary>Whether there is a stretch on each side of each point; at the ends of the numbers there may not.</summary>
    private static bool IsRegular(List<Stretch> stretches) =>
        stretches.Count % 2 == 1 && stretches.Select((stretch, i) => stretch is Stretch.Point == (i % 2 == 1)).All(regular => regular);
}
