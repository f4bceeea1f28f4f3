using WorkflowItsm.Feel.Compilation;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>Number functions, and lists of numbers made into one.</summary>
internal static class Numbers
{
    public static FeelValue Number(in Arguments call)
    {
        if (call.One(0).Kind == FeelKind.Number && call.Count == 1) return call.One(0);
        if (!call.String(0, out var text)) return FeelValue.Null;
        if (!Separator(call, 1, " ,.", out var grouping) || !Separator(call, 2, ",.", out var point)) return FeelValue.Null;
        if (grouping is not null && grouping == point) return call.Fail("The two separators of `number` must differ.");
        if (!call.Session.Spend(text.Length / 64)) return FeelValue.Null;
        if (grouping is not null) text = text.Replace(grouping, "", StringComparison.Ordinal);
        if (point is "," && text.Contains('.', StringComparison.Ordinal)) return call.Fail($"`{text}` is not a number.");
        if (point is ",") text = text.Replace(',', '.');
        return FeelNumber.TryParse(text, out var number) ? number : call.Fail($"`{text}` is not a number.");
    }

    public static FeelValue Decimal(in Arguments call) => Rounded(call, Rounding.HalfEven);

    public static FeelValue Floor(in Arguments call) => Rounded(call, Rounding.Floor);

    public static FeelValue Ceiling(in Arguments call) => Rounded(call, Rounding.Ceiling);

    public static FeelValue RoundUp(in Arguments call) => Rounded(call, Rounding.Up);

    public static FeelValue RoundDown(in Arguments call) => Rounded(call, Rounding.Down);

    public static FeelValue RoundHalfUp(in Arguments call) => Rounded(call, Rounding.HalfUp);

    public static FeelValue RoundHalfDown(in Arguments call) => Rounded(call, Rounding.HalfDown);

    public static FeelValue Abs(in Arguments call) => call.One(0) switch
    {
        { Kind: FeelKind.YearsMonthsDuration, Months: < 0 } months => FeelValue.OfMonths(-months.Months),
        { Kind: FeelKind.DaysTimeDuration } duration => FeelValue.OfNanos(Int128.Abs(duration.Nanos)),
        { Kind: FeelKind.YearsMonthsDuration } positive => positive,
        _ => call.Number(0, out var number) ? number.Sign < 0 ? -number : number : FeelValue.Null,
    };

    public static FeelValue Modulo(in Arguments call)
    {
        if (!call.Number(0, out var dividend) || !call.Number(1, out var divisor)) return FeelValue.Null;
        return DecimalArithmetic.Modulo(dividend, divisor) is { } rest ? rest : call.Fail("This divides by zero.");
    }

    public static FeelValue Sqrt(in Arguments call) => Real(call, DecimalFunctions.Sqrt);

    public static FeelValue Log(in Arguments call) => Real(call, DecimalFunctions.Log);

    public static FeelValue Exp(in Arguments call) => Real(call, DecimalFunctions.Exp);

    public static FeelValue Odd(in Arguments call) => Parity(call) is { } rest ? rest != FeelNumber.Zero : FeelValue.Null;

    public static FeelValue Even(in Arguments call) => Parity(call) is { } rest ? rest == FeelNumber.Zero : FeelValue.Null;

    public static FeelValue Sum(in Arguments call)
    {
        if (!call.ListOrAll(out var items)) return FeelValue.Null;
        if (items.IsEmpty) return call.Fail("An empty list has no sum.");
        var sum = items[0];
        foreach (var item in items[1..]) sum = Arithmetic.Add(sum, item, call.Session, call.Site);
        return sum.Kind is FeelKind.Number or FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration
            ? sum
            : call.Fail("`sum` adds numbers, or durations of one kind.");
    }

    public static FeelValue Mean(in Arguments call)
    {
        if (!call.ListOrAll(out var items)) return FeelValue.Null;
        var count = items.Length;
        var sum = Sum(call);
        return sum.IsNull ? sum : Arithmetic.Divide(sum, count, call.Session, call.Site);
    }

    public static FeelValue Product(in Arguments call)
    {
        if (Sorted(call, sort: false) is not { Length: > 0 } numbers) return FeelValue.Null;
        FeelNumber? product = FeelNumber.One;
        foreach (var number in numbers) product = product is { } so ? FeelNumber.Multiply(so, number) : null;
        return FeelValue.Of(product);
    }

    public static FeelValue Median(in Arguments call)
    {
        if (Sorted(call) is not { Length: > 0 } numbers) return FeelValue.Null;
        var upper = numbers[numbers.Length / 2];
        if (numbers.Length % 2 == 1) return upper;
        return FeelNumber.Add(numbers[numbers.Length / 2 - 1], upper) is { } sum ? FeelValue.Of(FeelNumber.Divide(sum, 2)) : FeelValue.Null;
    }

    /// <summary>Of a sample: over n - 1.</summary>
    public static FeelValue StandardDeviation(in Arguments call)
    {
        if (Sorted(call, sort: false) is not { } numbers) return FeelValue.Null;
        if (numbers.Length < 2) return call.Fail("`stddev` needs two numbers at least.");
        FeelNumber? sum = FeelNumber.Zero, squares = FeelNumber.Zero;
        foreach (var number in numbers) sum = Plus(sum, number);
        if (sum is not { } total || FeelNumber.Divide(total, numbers.Length) is not { } mean) return FeelValue.Null;
        foreach (var number in numbers)
            squares = FeelNumber.Subtract(number, mean) is { } off ? Plus(squares, FeelNumber.Multiply(off, off)) : null;
        return squares is { } spread && FeelNumber.Divide(spread, numbers.Length - 1) is { } variance
            ? FeelValue.Of(DecimalFunctions.Sqrt(variance))
            : FeelValue.Null;
    }

    public static FeelValue Mode(in Arguments call)
    {
        if (Sorted(call) is not { } numbers) return FeelValue.Null;
        var groups = numbers.CountBy(number => number).ToList();
        var most = groups.Count == 0 ? 0 : groups.Max(group => group.Value);
        return Make.List([.. groups.Where(group => group.Value == most).Select(group => (FeelValue)group.Key)], call.Session);
    }

    private static FeelNumber? Plus(FeelNumber? left, FeelNumber? right) => left is { } a && right is { } b ? FeelNumber.Add(a, b) : null;

    private static FeelNumber[]? Sorted(in Arguments call, bool sort = true)
    {
        if (!call.ListOrAll(out var items) || !call.Session.Spend(items.Length)) return null;
        var numbers = new FeelNumber[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].TryGetNumber(out numbers[i])) continue;
            call.Fail($"A list of numbers was expected; an item is {Kinds.Of(items[i])}.");
            return null;
        }

        if (sort) Array.Sort(numbers);
        return numbers;
    }

    private static FeelValue Rounded(in Arguments call, Rounding rounding)
    {
        var (wanted, scale) = (FeelNumber.Zero, 0);
        if (!call.Number(0, out var number) || (call.Count == 2 && !call.Number(1, out wanted))) return FeelValue.Null;
        // A scale of 2.5 counts as 2.
        if (!((FeelValue)DecimalArithmetic.Round(wanted, 0, Rounding.Down).GetValueOrDefault()).TryGetInt(out scale)) scale = int.MaxValue;
        if (scale is < -6111 or > 6176) return call.Fail($"The scale {wanted} is out of range; it goes from -6111 to 6176.");
        return FeelValue.Of(DecimalArithmetic.Round(number, scale, rounding));
    }

    private static FeelValue Real(in Arguments call, Func<FeelNumber, FeelNumber?> function)
    {
        if (!call.Number(0, out var number)) return FeelValue.Null;
        // As dear as some hundred steps: 60 digits.
        if (!call.Session.Spend(100)) return FeelValue.Null;
        return function(number) is { } result ? result : call.Fail($"There is no such real number for {number}.");
    }

    private static FeelNumber? Parity(in Arguments call)
    {
        if (!call.Number(0, out var number)) return null;
        if (number.IsInteger) return DecimalArithmetic.Modulo(number, 2);
        call.Fail($"{number} is neither odd nor even.");
        return null;
    }

    private static bool Separator(in Arguments call, int index, string allowed, out string? separator)
    {
        separator = null;
        if (call[index].IsNull) return true;
        if (!call.String(index, out separator)) return false;
        if (separator.Length == 1 && allowed.Contains(separator[0])) return true;
        call.Fail($"`{separator}` cannot separate here; use one of `{string.Join("`, `", allowed.ToCharArray())}`.");
        return false;
    }
}
