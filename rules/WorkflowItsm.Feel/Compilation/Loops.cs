using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>One iterator: its values come from a list, a range, or two ends.</summary>
internal sealed record Round(Eval Source, Eval? End, int Place, Site Site);

/// <summary>Runs the body of a loop; false to stop.</summary>
internal delegate bool Body(in Frame frame);

/// <summary>Walks over lists and ranges. A range is counted through, never laid out.</summary>
internal static class Loops
{
    /// <summary>Runs the body for each combination, the last iterator fastest. False when it was stopped or a source has no values.</summary>
    public static bool Run(ReadOnlySpan<Round> rounds, in Frame frame, Body body)
    {
        if (rounds.IsEmpty) return body(frame);
        var round = rounds[0];
        var source = round.Source(frame);
        if (round.End is { } end) return Count(rounds, source, end(frame), frame, body);
        if (source.IntervalOrNull is { } range) return Count(rounds, First(range), Last(range), frame, body);
        if (source.IsNull)
        {
            frame.Session.Because(round.Site, "This is null; a list was expected to go through.");
            return false;
        }

        if (source.Kind != FeelKind.List)
        {
            frame.Locals[round.Place] = source;
            return Run(rounds[1..], frame, body);
        }

        foreach (var item in source.Items)
        {
            if (!frame.Session.Spend(1)) return false;
            frame.Locals[round.Place] = item;
            if (!Run(rounds[1..], frame, body)) return false;
        }

        return true;
    }

    public static FeelValue ItemAt(FeelValue list, FeelValue index, FeelSession session, Site site)
    {
        if (list.IsNull) return session.Because(site, "This is null; a list was expected to take an item from.");
        var items = list.Kind == FeelKind.List ? list.Items : new ReadOnlySpan<FeelValue>(ref list);
        if (!index.TryGetInt(out var at) || at == 0 || Math.Abs((long)at) > items.Length)
            return session.Because(site, $"There is no item {index}; the list has {items.Length}, counted from 1, or from the end by -1.");
        return items[at > 0 ? at - 1 : items.Length + at];
    }

    public static FeelValue Filter(FeelValue list, in Frame frame, Eval condition, int entries, int item, int cost, Site site)
    {
        if (list.IsNull) return frame.Session.Because(site, "This is null; a list was expected to filter.");
        var items = list.Kind == FeelKind.List ? list.Items : new ReadOnlySpan<FeelValue>(ref list);
        var kept = new List<FeelValue>();
        for (var i = 0; i < items.Length; i++)
        {
            if (!frame.Session.Spend(cost)) return FeelValue.Null;
            frame.Locals[entries] = frame.Locals[item] = items[i];
            var value = condition(frame);
            // A condition that gives a number was an index all along; it does not depend on the item.
            if (i == 0 && value.Kind == FeelKind.Number) return ItemAt(list, value, frame.Session, site);
            if (value.IsTrue) kept.Add(items[i]);
        }

        return Make.List([.. kept], frame.Session);
    }

    private static FeelValue First(Payload.Interval range) => range.LowIncluded ? range.Low : Shift(range.Low, 1);

    private static FeelValue Last(Payload.Interval range) => range.HighIncluded ? range.High : Shift(range.High, -1);

    private static FeelValue Shift(FeelValue end, int by) => end.Kind switch
    {
        FeelKind.Number when end.TryGetNumber(out var number) => FeelValue.Of(FeelNumber.Add(number, by)),
        FeelKind.Date => FeelValue.OfDate(end.Day + by),
        _ => FeelValue.Null,
    };

    private static bool Count(ReadOnlySpan<Round> rounds, FeelValue from, FeelValue to, in Frame frame, Body body)
    {
        var numbers = from.IsSmallInteger && to.IsSmallInteger;
        if (!numbers && (from.Kind != FeelKind.Date || to.Kind != FeelKind.Date))
        {
            var found = $"found {Kinds.Of(from)} and {Kinds.Of(to)}";
            frame.Session.Because(rounds[0].Site, $"A loop runs between two whole numbers or two dates; {found}.");
            return false;
        }

        var (at, last) = numbers ? (from.SmallInteger, to.SmallInteger) : (from.Day, to.Day);
        var step = at <= last ? 1 : -1;
        while (true)
        {
            if (!frame.Session.Spend(1)) return false;
            frame.Locals[rounds[0].Place] = numbers ? at : FeelValue.OfDate(at);
            if (!Run(rounds[1..], frame, body)) return false;
            if (at == last) return true;
            at += step;
        }
    }
}
