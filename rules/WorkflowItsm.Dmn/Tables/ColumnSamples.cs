using System.Globalization;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tables;

/// <summary>A value to try in a column and how a witness says it.</summary>
internal sealed record Sample(FeelValue Value, string Says);

/// <summary>
/// Values of one column, one out of each stretch in which all its tests answer alike: the listed ones, or the literals
/// of the cells, what lies between and beyond them, and a text that no cell names.
/// </summary>
internal sealed class ColumnSamples
{
    private readonly InputColumn _column;
    private readonly Test[] _tests;
    private readonly ulong[][] _matching;

    private ColumnSamples(InputColumn column, Test[] tests, List<Sample> samples)
    {
        (_column, _tests, Samples) = (column, tests, samples);
        _matching = new ulong[samples.Count][];
    }

    public List<Sample> Samples { get; }

    public string Name => _column.Expression.Text;

    /// <summary>Whether any rule tests it.</summary>
    public bool Matters => Array.Exists(_tests, test => !test.IsAny);

    /// <summary>Whether it looks at a name or a path, so that columns with other names vary on their own.</summary>
    public bool LooksAtAName => Name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.' or ' ');

    /// <summary>The samples of a column; null, with the reason, where a cell is more than a test against literals.</summary>
    public static ColumnSamples? Of(DecisionTable table, int index, out string obstacle)
    {
        obstacle = "";
        var column = table.Inputs[index];
        var tests = table.Rules.Select(rule => rule.Tests[index]).ToArray();
        if (Array.TrueForAll(tests, test => test.IsAny)) return new(column, tests, [new(FeelValue.Null, "anything")]);

        List<FeelValue> literals = [];
        foreach (var (test, row) in tests.Select((test, i) => (test, i + 1)).Where(pair => !pair.test.IsAny))
        {
            if (CellText.Literals(test.Text) is not { } found)
            {
                obstacle = $"rule {row}, column '{column.Label}' holds `{Say.Short(test.Text)}`, "
                    + "which is more than a test against literals";
                return null;
            }
            literals.AddRange(found);
        }
        if (column.Allowed is { Listed: { IsEmpty: false } listed }) return new(column, tests, [.. listed.Select(Plain)]);
        if (column.Allowed is { } allowed)
        {
            if (CellText.Literals(allowed.Text) is not { } bounds)
            {
                obstacle = $"column '{column.Label}' allows `{Say.Short(allowed.Text)}`, which is more than a test against literals";
                return null;
            }
            literals.AddRange(bounds);
        }
        if (literals.Find(literal => literal.Kind == FeelKind.Number && !TryBound(literal, out _)) is { IsNull: false } number)
        {
            obstacle = $"column '{column.Label}' holds the number {Say.Value(number)}, which is too large to look beyond";
            return null;
        }
        var samples = Stretches(literals)
            .Where(sample => column.Allowed is not { } limits || limits.Allows(sample.Value, NewSession())).ToList();
        return new(column, tests, samples.Count > 0 ? samples : [new(FeelValue.Null, "null")]);
    }

    /// <summary>Asks FEEL itself which rules each sample fulfils.</summary>
    public void TestAll()
    {
        for (var i = 0; i < _matching.Length; i++)
        {
            _matching[i] = new ulong[RuleSet.Words(_tests.Length)];
            for (var rule = 0; rule < _tests.Length; rule++)
                if (_tests[rule].Holds(Samples[i].Value, [], NewSession())) _matching[i][rule / 64] |= 1UL << (rule % 64);
        }
    }

    /// <summary>The rules that a sample fulfils in this column.</summary>
    public ulong[] Matching(int sample) => _matching[sample];

    private static IEnumerable<Sample> Stretches(List<FeelValue> literals)
    {
        if (literals.Exists(literal => literal.IsNull)) yield return Plain(FeelValue.Null);
        if (literals.Exists(literal => literal.Kind == FeelKind.Boolean))
        {
            yield return Plain(true);
            yield return Plain(false);
        }
        var texts = literals.Where(literal => literal.Kind == FeelKind.String).Distinct().ToList();
        foreach (var text in texts) yield return Plain(text);
        if (texts.Count > 0) yield return new(OtherThan(texts), "another text");
        foreach (var number in Numbers(literals)) yield return Plain(number);
    }

    private static IEnumerable<FeelValue> Numbers(List<FeelValue> literals)
    {
        var bounds = literals.Where(literal => literal.Kind == FeelKind.Number)
            .Select(literal => TryBound(literal, out var bound) ? bound : 0).Distinct().Order().ToList();
        for (var i = 0; i < bounds.Count; i++)
        {
            yield return i == 0 ? bounds[i] - 1 : bounds[i - 1] + ((bounds[i] - bounds[i - 1]) / 2);
            yield return bounds[i];
        }
        if (bounds.Count > 0) yield return bounds[^1] + 1;
    }

    private static bool TryBound(FeelValue number, out decimal bound) =>
        decimal.TryParse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out bound) && Math.Abs(bound) < 1e20m;

    private static FeelValue OtherThan(List<FeelValue> texts)
    {
        var other = "?";
        while (texts.Contains(other)) other += "?";
        return other;
    }

    private static Sample Plain(FeelValue value) => new(value, Say.Value(value));

    private static FeelSession NewSession() => new(DateTimeOffset.UnixEpoch);
}
