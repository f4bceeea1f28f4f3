using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>
/// The five operators over numbers and strings (DMN 1.5, tables 55 to 60); what has to do with time is in <see cref="TimeArithmetic"/>.
/// </summary>
internal static class Arithmetic
{
    public static FeelValue Add(FeelValue left, FeelValue right, FeelSession session, Site site)
    {
        if (left.IsSmallInteger && right.IsSmallInteger)
        {
            var sum = unchecked(left.SmallInteger + right.SmallInteger);
            if (((left.SmallInteger ^ sum) & (right.SmallInteger ^ sum)) >= 0) return sum;
        }

        if (left.TryGetNumber(out var a) && right.TryGetNumber(out var b)) return InRange(FeelNumber.Add(a, b), session, site);
        if (left.TryGetString(out var first) && right.TryGetString(out var second))
            return session.Charge(2L * (first.Length + (long)second.Length) + 24) ? first + second : FeelValue.Null;
        return TimeArithmetic.Add(left, right) ?? session.Because(site, $"{Kinds.Of(left)} and {Kinds.Of(right)} cannot be added.");
    }

    public static FeelValue Subtract(FeelValue left, FeelValue right, FeelSession session, Site site)
    {
        if (left.IsSmallInteger && right.IsSmallInteger)
        {
            var rest = unchecked(left.SmallInteger - right.SmallInteger);
            if (((left.SmallInteger ^ right.SmallInteger) & (left.SmallInteger ^ rest)) >= 0) return rest;
        }

        if (left.TryGetNumber(out var a) && right.TryGetNumber(out var b)) return InRange(FeelNumber.Subtract(a, b), session, site);
        return TimeArithmetic.Subtract(left, right)
            ?? session.Because(site, $"{Kinds.Of(right)} cannot be subtracted from {Kinds.Of(left)}.");
    }

    public static FeelValue Multiply(FeelValue left, FeelValue right, FeelSession session, Site site)
    {
        if (left.TryGetNumber(out var a) && right.TryGetNumber(out var b)) return InRange(FeelNumber.Multiply(a, b), session, site);
        return TimeArithmetic.Multiply(left, right)
            ?? session.Because(site, $"{Kinds.Of(left)} and {Kinds.Of(right)} cannot be multiplied.");
    }

    public static FeelValue Divide(FeelValue left, FeelValue right, FeelSession session, Site site)
    {
        if (right.TryGetNumber(out var b) && b.Sign == 0) return session.Because(site, "This divides by zero.");
        if (left.TryGetNumber(out var a) && right.Kind == FeelKind.Number) return InRange(FeelNumber.Divide(a, b), session, site);
        return TimeArithmetic.Divide(left, right)
            ?? session.Because(site, $"{Kinds.Of(left)} cannot be divided by {Kinds.Of(right)}.");
    }

    public static FeelValue Power(FeelValue left, FeelValue right, FeelSession session, Site site)
    {
        if (!left.TryGetNumber(out var a) || !right.TryGetNumber(out var b))
            return session.Because(site, $"{Kinds.Of(left)} cannot be raised to {Kinds.Of(right)}.");
        // As dear as some dozen steps: products of 60 digits.
        return session.Spend(20) ? InRange(DecimalFunctions.Power(a, b), session, site) : FeelValue.Null;
    }

    public static FeelValue Negate(FeelValue value, FeelSession session, Site site)
    {
        if (value.TryGetNumber(out var number)) return -number;
        return TimeArithmetic.Negate(value) ?? session.Because(site, $"{Kinds.Of(value)} has no negative.");
    }

    private static FeelValue InRange(FeelNumber? number, FeelSession session, Site site) =>
        number is { } value ? value : session.Because(site, "The result is out of the range of numbers.");
}
