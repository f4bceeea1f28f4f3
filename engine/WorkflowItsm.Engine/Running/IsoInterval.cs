using System.Buffers;
using System.Globalization;

namespace WorkflowItsm.Engine.Running;

/// <summary>An ISO 8601 duration: months, which the calendar measures, and exact time.</summary>
internal readonly record struct IsoInterval(int Months, TimeSpan Exact)
{
    private const double MaxSeconds = 1e11;

    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789.");

    public bool IsPositive => Months >= 0 && Exact >= TimeSpan.Zero && (Months > 0 || Exact > TimeSpan.Zero);

    /// <summary>Reads e.g. <c>P1Y2M</c>, <c>P3DT4H5M6.5S</c>, <c>P2W</c>, <c>-PT10M</c>; null for anything else.</summary>
    public static IsoInterval? Parse(ReadOnlySpan<char> text)
    {
        var sign = text.StartsWith("-") ? -1 : 1;
        if (sign < 0) text = text[1..];
        if (text.Length < 3 || text[0] != 'P') return null;
        text = text[1..];

        double months = 0, seconds = 0;
        for (var inTime = false; text.Length > 0;)
        {
            if (text[0] == 'T' && !inTime && text.Length > 1)
            {
                inTime = true;
                text = text[1..];
            }

            var digits = text.IndexOfAnyExcept(_digits);
            if (digits <= 0 || !double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
            switch (inTime, text[digits])
            {
                case (false, 'Y'): months += number * 12; break;
                case (false, 'M'): months += number; break;
                case (false, 'W'): seconds += number * 604_800; break;
                case (false, 'D'): seconds += number * 86_400; break;
                case (true, 'H'): seconds += number * 3_600; break;
                case (true, 'M'): seconds += number * 60; break;
                case (true, 'S'): seconds += number; break;
                default: return null;
            }

            text = text[(digits + 1)..];
        }

        // Beyond what .NET's calendar can hold no moment can be computed anyway.
        if (months != Math.Floor(months) || months > 120_000 || seconds > MaxSeconds) return null;
        return new(sign * (int)months, TimeSpan.FromTicks(sign * (long)Math.Round(seconds * TimeSpan.TicksPerSecond)));
    }

    /// <summary>This long after a moment; null beyond the calendar.</summary>
    public DateTimeOffset? AddTo(DateTimeOffset moment)
    {
        var months = (moment.Year * 12L) + moment.Month - 1 + Months;
        if (months is < 24 or >= 9_999 * 12) return null;
        var shifted = moment.AddMonths(Months);
        return Exact > DateTimeOffset.MaxValue - shifted || Exact < DateTimeOffset.MinValue - shifted ? null : shifted + Exact;
    }

    /// <summary>How many whole intervals after a start lie at or before a moment; 0 before the start.</summary>
    public long RoundsUntil(DateTimeOffset start, DateTimeOffset now)
    {
        if (Months == 0) return now > start ? (now - start).Ticks / Exact.Ticks : 0;
        var rounds = 0L;
        for (var next = AddTo(start); next is { } at && at <= now; next = AddTo(at)) rounds++;
        return rounds;
    }

    /// <summary>The moment so many intervals after a start, which <see cref="RoundsUntil"/> has counted.</summary>
    public DateTimeOffset Round(DateTimeOffset start, long rounds)
    {
        if (Months == 0) return start + (Exact * rounds);
        var at = start;
        for (; rounds > 0; rounds--) at = AddTo(at)!.Value;
        return at;
    }

    /// <summary>The first moment after <paramref name="now"/> that lies a whole number of these intervals after a start; at least one.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset start, DateTimeOffset now)
    {
        if (Months == 0 && now > start)
        {
            var rounds = ((now - start).Ticks / Exact.Ticks) + 1;
            return (DateTimeOffset.MaxValue - start).Ticks / Exact.Ticks < rounds ? null : start + (Exact * rounds);
        }

        // A month at least each round: some hundred thousand rounds at most.
        var next = AddTo(start);
        while (next is { } at && at <= now) next = AddTo(at);
        return next;
    }
}
