using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace WorkflowItsm.Feel.Tests;

public sealed class LawTests
{
    private static readonly Gen<FeelNumber> s_number = Gen.Select(
        Gen.OneOf(Gen.Long, Gen.Long[-1000, 1000]),
        Gen.Int[-30, 30],
        (digits, exponent) => Parse($"{digits}e{exponent}"));

    private static readonly Gen<FeelValue> s_scalar = Gen.OneOf(
        Gen.Const(FeelValue.Null),
        Gen.Bool.Select(value => (FeelValue)value),
        Gen.Long.Select(value => (FeelValue)value),
        Gen.Int[-5, 70].Select(value => (FeelValue)value),
        s_number.Select(value => (FeelValue)value),
        Gen.String.Select(value => (FeelValue)value),
        Pick<FeelValue>("", "优先级", "a\"b\\c\n", "\ud800", "\U0001F600"),
        Gen.Int[-1_000_000, 1_000_000].Select(Date),
        Gen.Select(Gen.Int[0, 86_399], s_zone, (second, zone) => Literal($"{Clock(second)}{zone}")),
        Gen.Select(Gen.Int[-700_000, 2_000_000], Gen.Int[0, 86_399], s_zone, (day, second, zone) =>
            Literal($"{Date(day).ToText()}T{Clock(second)}.000000001{zone}")),
        Gen.Long[-100_000, 100_000].Select(months => Literal(months < 0 ? $"-P{-months}M" : $"P{months}M")),
        Gen.Long.Select(ticks => FeelValue.DaysTime(TimeSpan.FromTicks(ticks))),
        Pick("[1..5]", "(1..5)", "(<5)", "(>=@\"PT1H\")", "[\"a\"..\"b\")", "[null..5]").Select(text => Feel.Eval(text)));

    private static readonly Gen<FeelValue> s_value = Gen.Recursive<FeelValue>((depth, inner) => depth > 2
        ? s_scalar
        : Gen.OneOf(
            s_scalar,
            inner.Array[0, 4].Select(items => FeelValue.List(items)),
            Gen.Select(Gen.String, inner).Array[0, 4].Select(entries => FeelValue.Context(FeelContext.Of(entries)))));

    private static Gen<string> s_zone => Pick("", "Z", "+08:00", "-03:30", "+01:02:03", "@Asia/Shanghai");

    [Fact]
    public void A_value_printed_and_evaluated_is_the_value() =>
        s_value.Sample(value => Assert.Equal(value, Feel.Eval(value.ToString(), Feel.Session(new FeelLimits(1_000_000)))));

    [Fact]
    public void A_value_survives_its_bytes() => s_value.Sample(value =>
    {
        var buffer = new ArrayBufferWriter<byte>();
        FeelBinary.Write(buffer, value);
        var bytes = buffer.WrittenSpan;
        Assert.Equal(value, FeelBinary.Read(ref bytes));
        Assert.True(bytes.IsEmpty);
    });

    [Fact]
    public void Cut_or_changed_bytes_give_a_format_error_or_a_value_never_anything_else() => Gen.Select(s_value, Gen.Byte, Gen.Int[0, 1000]).Sample((value, noise, at) =>
    {
        var buffer = new ArrayBufferWriter<byte>();
        FeelBinary.Write(buffer, value);
        var changed = buffer.WrittenSpan.ToArray();
        changed[at % changed.Length] = noise;
        Try(changed);
        Try(changed.AsSpan(0, at % changed.Length));
    });

    [Fact]
    public void Equal_values_have_equal_hashes() => s_value.Sample(value =>
        Assert.Equal(value.GetHashCode(), Feel.Eval(value.ToString(), Feel.Session(new FeelLimits(1_000_000))).GetHashCode()));

    [Fact]
    public void Json_of_what_json_can_hold_comes_back() => Gen.Select(Gen.String.Where(IsText), s_number, Gen.Bool).Sample((text, number, yes) =>
    {
        var value = FeelValue.Context(FeelContext.Of(("text", text), ("number", number), ("list", FeelValue.List([yes, FeelValue.Null]))));
        using var document = JsonDocument.Parse(FeelJson.ToJson(value));
        Assert.Equal(value, FeelJson.Read(document.RootElement));
    });

    [Fact]
    public void Json_keeps_temporal_values_as_text_and_lone_surrogates_as_the_replacement_sign()
    {
        Assert.Equal("{\"d\":\"2026-01-01\",\"t\":\"PT2H\",\"x\":1.5,\"中\":null}", FeelJson.ToJson(Feel.Eval("{d: @\"2026-01-01\", t: @\"PT2H\", x: 1.50, 中: null}")));
        using var document = JsonDocument.Parse("\"a\\ud800\\n\"");
        Assert.Equal("a\ufffd\n", FeelJson.Read(document.RootElement));
    }

    [Fact]
    public void Three_valued_and_or_and_not_agree_with_the_table_and_de_morgan()
    {
        FeelValue[] values = [true, false, FeelValue.Null];
        foreach (var a in values)
        {
            foreach (var b in values)
            {
                var and = Feel.Eval("a and b", ("a", a), ("b", b));
                Assert.Equal(a == false || b == false ? false : a.IsTrue && b.IsTrue ? true : FeelValue.Null, and);
                Assert.Equal(and, Feel.Eval("b and a", ("a", a), ("b", b)));
                Assert.Equal(and, Feel.Eval("not(not(a) or not(b))", ("a", a), ("b", b)));
            }
        }
    }

    [Fact]
    public void Random_texts_never_throw() => Gen.OneOf(Gen.String, s_soup).Sample(text =>
    {
        var scope = new FeelScope(["a", "b c", "d-e"]);
        foreach (var known in new[] { scope, new FeelScope([], open: true) })
        {
            FeelExpression.Compile(text, known).Value?.Evaluate(FeelContext.Of(("a", 1), ("b c", "x")), Feel.Session(new FeelLimits(2_000)));
            FeelUnaryTests.Compile(text, known).Value?.Evaluate(3, FeelContext.Of(("a", 1)), Feel.Session(new FeelLimits(2_000)));
        }
    }, iter: Fuzz.Inputs);

    private static readonly Gen<string> s_soup = Pick(
        "1", "2.5", "a", "b c", "d-e", "x", "\"s\"", "@\"P1D\"", "+", "-", "*", "/", "**", "(", ")", "[", "]", "{", "}", ",", ":", ".", "..",
        "<", ">", "=", "!=", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "not", "between",
        "instance of", "number", "list<", "function", "null", "true", "count", "date and time", "sort", "item", "?", "external", "//", "/*", "'", "partial")
        .Array[1, 25].Select(words => string.Join(' ', words));

    private static Gen<T> Pick<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(index => items[index]);

    private static void Try(ReadOnlySpan<byte> bytes)
    {
        try
        {
            FeelBinary.Read(ref bytes);
        }
        catch (FormatException)
        {
            // The one way to say no.
        }
    }

    private static bool IsText(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static FeelNumber Parse(string text) => FeelNumber.TryParse(text, out var number) ? number : throw new ArgumentException(text);

    private static FeelValue Literal(string text) => Feel.Eval($"@\"{text}\"");

    private static FeelValue Date(int day) => Feel.Eval($"@\"1970-01-01\" + @\"PT24H\" * {day}");

    private static string Clock(int second) => $"{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}";
}
