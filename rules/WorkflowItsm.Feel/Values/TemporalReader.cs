namespace WorkflowItsm.Feel.Values;

/// <summary>
/// Reads ISO 8601 dates, times and durations as XML Schema writes them, plus FEEL's <c>@zone</c>. Whatever is not exactly that has
/// no value (null).
/// </summary>
internal ref struct TemporalReader
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private TemporalReader(ReadOnlySpan<char> text) => _text = text;

    private readonly bool AtEnd => _at == _text.Length;

    /// <summary>Any temporal literal, told apart by its look (DMN 1.5, grammar rule 62, at literal).</summary>
    public static FeelValue? Any(string text)
    {
        if (text.StartsWith('P') || text.StartsWith("-P", StringComparison.Ordinal)) return Duration(text);
        if (text.Contains('T')) return DateTime(text);
        return text.IndexOf(':') is 2 ? Time(text) : Date(text);
    }

    public static FeelValue? Date(string text)
    {
        var reader = new TemporalReader(text);
        return reader.TryDay(out var day) && reader.AtEnd ? FeelValue.OfDate(day) : FeelValue.None;
    }

    public static FeelValue? Time(string text)
    {
        var reader = new TemporalReader(text);
        return reader.TryTime(out var nanos, out var zone) ? FeelValue.OfTime(nanos % Civil.NanosPerDay, zone) : FeelValue.None;
    }

    public static FeelValue? DateTime(string text)
    {
        var reader = new TemporalReader(text);
        if (!reader.TryDay(out var day) || !reader.Take('T') || !reader.TryTime(out var nanos, out var zone)) return null;
        return new Moment(day, 0, zone).Plus(nanos) is { } moment ? FeelValue.Of(moment) : FeelValue.None;
    }

    public static FeelValue? Duration(string text)
    {
        var reader = new TemporalReader(text);
        return reader.TryDuration(out var value) ? value : FeelValue.None;
    }

    private bool TryDay(out long day)
    {
        day = 0;
        var negative = Take('-');
        var start = _at;
        if (!TryDigits(4, 9, out var year)) return false;
        // XML Schema: more than four digits only without a leading zero, and no year "-0000".
        if ((_at - start > 4 && _text[start] == '0') || (negative && year == 0)) return false;
        if (!Take('-') || !TryDigits(2, 2, out var month) || !Take('-') || !TryDigits(2, 2, out var dayOfMonth)) return false;
        var signed = negative ? -year : year;
        if (!Civil.IsDate(signed, (int)month, (int)dayOfMonth)) return false;
        day = Civil.ToDay(signed, (int)month, (int)dayOfMonth);
        return true;
    }

    private bool TryTime(out long nanos, out Zone? zone)
    {
        nanos = 0;
        zone = null;
        if (!TryDigits(2, 2, out var hour) || !Take(':') || !TryDigits(2, 2, out var minute) || !Take(':')) return false;
        if (!TryDigits(2, 2, out var second) || hour > 24 || minute > 59 || second > 59) return false;
        if (!TryFraction(out var fraction)) return false;
        // 24:00:00 is the midnight that ends the day; nothing comes after it.
        if (hour == 24 && minute + second + fraction > 0) return false;
        nanos = (hour * 3600 + minute * 60 + second) * Civil.NanosPerSecond + fraction;
        return TryZone(out zone) && AtEnd;
    }

    private bool TryZone(out Zone? zone)
    {
        zone = null;
        if (AtEnd) return true;
        if (Take('Z'))
        {
            zone = Zone.Utc;
        }
        else if (Take('@'))
        {
            zone = Zone.OfName(_text[_at..].ToString());
            _at = _text.Length;
        }
        else
        {
            var negative = Take('-');
            if (!negative && !Take('+')) return false;
            if (!TryDigits(2, 2, out var hours) || !Take(':') || !TryDigits(2, 2, out var minutes)) return false;
            long seconds = 0;
            if (Take(':') && !TryDigits(2, 2, out seconds)) return false;
            if (minutes > 59 || seconds > 59) return false;
            var size = hours * 3600 + minutes * 60 + seconds;
            zone = Zone.OfSeconds(negative ? -size : size);
        }

        return zone is not null;
    }

    private bool TryDuration(out FeelValue value)
    {
        value = default;
        var negative = Take('-');
        if (!Take('P') || AtEnd) return false;
        Int128 months = 0, nanos = 0;
        bool hasMonths = false, hasTime = false;
        if (TryUnit('Y', out var years)) (months, hasMonths) = (months + years * 12, true);
        if (TryUnit('M', out var wholeMonths)) (months, hasMonths) = (months + wholeMonths, true);
        if (TryUnit('D', out var days)) (nanos, hasTime) = (nanos + days * Civil.NanosPerDay, true);
        if (Take('T'))
        {
            var before = _at;
            if (TryUnit('H', out var hours)) nanos += hours * 3600 * Civil.NanosPerSecond;
            if (TryUnit('M', out var minutes)) nanos += minutes * 60 * Civil.NanosPerSecond;
            if (!AtEnd)
            {
                if (!TryDigits(1, 18, out var seconds) || !TryFraction(out var fraction) || !Take('S')) return false;
                nanos += (Int128)seconds * Civil.NanosPerSecond + fraction;
            }

            if (_at == before) return false;
            hasTime = true;
        }

        if (!AtEnd || hasMonths == hasTime) return false;
        if (hasTime)
        {
            if (nanos > Civil.LongestNanos) return false;
            value = FeelValue.OfNanos(negative ? -nanos : nanos);
            return true;
        }

        if (months > long.MaxValue) return false;
        value = FeelValue.OfMonths((long)(negative ? -months : months));
        return true;
    }

    private bool TryUnit(char unit, out Int128 count)
    {
        var start = _at;
        var found = TryDigits(1, 18, out var digits) && Take(unit);
        count = digits;
        if (!found) _at = start;
        return found;
    }

    private bool TryDigits(int least, int most, out long value)
    {
        value = 0;
        var start = _at;
        while (_at < _text.Length && _at - start < most && char.IsAsciiDigit(_text[_at])) value = value * 10 + (_text[_at++] - '0');
        return _at - start >= least;
    }

    /// <summary>Digits behind a point, if there is a point; what is finer than a nanosecond is cut.</summary>
    private bool TryFraction(out long nanos)
    {
        nanos = 0;
        if (!Take('.')) return true;
        var start = _at;
        for (; _at < _text.Length && char.IsAsciiDigit(_text[_at]); _at++)
        {
            if (_at - start < 9) nanos = nanos * 10 + (_text[_at] - '0');
        }

        for (var digits = _at - start; digits < 9; digits++) nanos *= 10;
        return _at > start;
    }

    private bool Take(char expected)
    {
        if (AtEnd || _text[_at] != expected) return false;
        _at++;
        return true;
    }
}
