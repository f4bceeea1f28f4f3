using System.Globalization;

namespace WorkflowItsm.Engine.Running;

/// <summary>An ISO 8601 repeating interval, e.g. <c>R3/PT10M</c>, <c>R/P1D</c>, <c>R5/2026-01-01T00:00:00Z/PT1H</c>.</summary>
/// <param name="Times">How often; null for ever.</param>
/// <param name="Start">The first time; null begins one interval from now.</param>
/// <param name="Interval">The time between two.</param>
/// <param name="IntervalText">The interval as it was written.</param>
internal sealed record Repetition(int? Times, DateTimeOffset? Start, IsoInterval Interval, string IntervalText)
{
    /// <summary>What is left after one round; null when nothing is.</summary>
    public Repetition? Following => Times is not { } times ? this with { Start = null } : times > 1 ? this with { Times = times - 1, Start = null } : null;

    /// <summary>Reads a repeating interval; null when it is none, repeats no time, or takes no time.</summary>
    public static Repetition? Parse(string? text)
    {
        if (text?.Split('/') is not [['R', .. var count], .. var parts] || parts.Length is not (1 or 2)) return null;
        int? times = null;
        if (count.Length > 0)
        {
            if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) return null;
            times = number;
        }

        var start = parts.Length == 2 ? Timers.Moment(parts[0].AsSpan()) : null;
        if (parts.Length == 2 && start is null) return null;
        return IsoInterval.Parse(parts[^1]) is { IsPositive: true } interval ? new(times, start, interval, parts[^1]) : null;
    }

    /// <summary>The text that <see cref="Parse"/> reads back; the start has passed and is left out.</summary>
    public override string ToString() => $"R{Times?.ToString(CultureInfo.InvariantCulture)}/{IntervalText}";
}
