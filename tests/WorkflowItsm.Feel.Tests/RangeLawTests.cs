using CsCheck;

namespace WorkflowItsm.Feel.Tests;

/// <summary>Laws that tie the relations of ranges (DMN 1.5, table 78) to each other and to comparison.</summary>
public sealed class RangeLawTests
{
    private static readonly string[] s_relations =
        ["before", "after", "meets", "overlaps", "overlaps before", "finishes", "includes", "starts", "coincides"];

    private static readonly Gen<string> s_end = Gen.Int[0, 6].Select(value => $"{value}");

    private static readonly Gen<string> s_range = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], Gen.Bool, Gen.Bool, (a, b, low, high) =>
        $"{(low ? '[' : '(')}{Math.Min(a, b)}..{Math.Max(a, b)}{(high ? ']' : ')')}");

    private static readonly Gen<string> s_side = Gen.Select(s_range, Gen.Int[0, 6], Gen.Int[0, 3], (range, end, kind) => kind switch
    {
        0 => $"(<{end})",
        1 => $"(>={end})",
        _ => range,
    });

    [Fact]
    public void A_value_is_in_a_range_when_it_is_between_its_ends() =>
        Gen.Select(s_end, s_end, s_end).Sample((x, a, b) => int.Parse(a, null) > int.Parse(b, null)
            || Same($"{x} in [{a}..{b}]", $"{x} >= {a} and {x} <= {b}")
            && Same($"{x} in ({a}..{b}]", $"{x} > {a} and {x} <= {b}")
            && Same($"{x} in [{a}..{b})", $"{x} >= {a} and {x} < {b}")
            && Same($"{x} in ]{a}..{b}[", $"{x} > {a} and {x} < {b}")
            && Same($"{x} between {a} and {b}", $"{x} in [{a}..{b}]")
            && Same($"includes([{a}..{b}), {x})", $"{x} in [{a}..{b})"));

    [Fact]
    public void Each_relation_has_its_converse() => Gen.Select(s_side, s_side).Sample((a, b) =>
        Same($"before({a}, {b})", $"after({b}, {a})")
        && Same($"meets({a}, {b})", $"met by({b}, {a})")
        && Same($"overlaps({a}, {b})", $"overlaps({b}, {a})")
        && Same($"overlaps before({a}, {b})", $"overlaps after({b}, {a})")
        && Same($"finishes({a}, {b})", $"finished by({b}, {a})")
        && Same($"includes({a}, {b})", $"during({b}, {a})")
        && Same($"starts({a}, {b})", $"started by({b}, {a})")
        && Same($"coincides({a}, {b})", $"coincides({b}, {a})"));

    [Fact]
    public void Relations_exclude_and_imply_each_other() => Gen.Select(s_side, s_side).Sample((a, b) =>
        Same($"overlaps({a}, {b})", $"not(before({a}, {b})) and not(after({a}, {b}))")
        && Implies($"coincides({a}, {b})", $"starts({a}, {b}) and finishes({a}, {b})")
        && Implies($"starts({a}, {b})", $"during({a}, {b})")
        && Implies($"finishes({a}, {b})", $"during({a}, {b})")
        && Implies($"meets({a}, {b})", $"not(before({a}, {b}))")
        && Implies($"includes({a}, {b}) and includes({b}, {a})", $"coincides({a}, {b})"));

    [Fact]
    public void What_a_range_includes_every_range_around_it_includes() => Gen.Select(s_side, s_side, s_end).Sample((a, b, x) =>
        Implies($"includes({a}, {b}) and {x} in {b}", $"{x} in {a}"));

    [Fact]
    public void A_range_of_dates_behaves_as_one_of_numbers() => Gen.Select(s_range, s_range).Sample((a, b) =>
        s_relations.All(relation => Same($"{relation}({a}, {b})", $"{relation}({Dates(a)}, {Dates(b)})")));

    private static string Dates(string range) => string.Concat(range.Select(c => char.IsAsciiDigit(c) ? $"@\"2026-01-0{c - '0' + 1}\"" : c.ToString()));

    private static bool Same(string left, string right) => Feel.Eval(left) == Feel.Eval(right);

    private static bool Implies(string premise, string conclusion) => !Feel.Eval(premise).IsTrue || Feel.Eval(conclusion).IsTrue;
}
