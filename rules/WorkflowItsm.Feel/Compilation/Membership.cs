using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>Whether a value passes one unary test (DMN 1.5, table 55, grammar rule 49).</summary>
internal static class Membership
{
    public static FeelValue Test(FeelValue value, FeelValue test, FeelSession session, Site site)
    {
        switch (test.Kind)
        {
            case FeelKind.Range when value.Kind != FeelKind.Range:
                if (Comparison.Holds(test.IntervalOrNull!, value) is { } holds) return holds;
                return session.Because(site, $"{Kinds.Of(value)} cannot be in this range of {RangeKind(test.IntervalOrNull!)}.");
            case FeelKind.List: return InList(value, test, session);
            // A test that already answered, such as a call.
            case FeelKind.Boolean when value.Kind != FeelKind.Boolean && !value.IsNull: return test;
            default: return Comparison.Equal(value, test, session, site);
        }
    }

    /// <summary>The answer of a test that asks by itself.</summary>
    public static FeelValue Answer(FeelValue value, FeelSession session, Site site) =>
        value.Kind is FeelKind.Boolean or FeelKind.Null
            ? value
            : session.Because(site, $"The test gives {Kinds.Of(value)}; true or false was expected.");

    private static FeelValue InList(FeelValue value, FeelValue list, FeelSession session)
    {
        if (value.Kind == FeelKind.List && Comparison.AreEqual(value, list) is true) return true;
        if (!session.Spend(list.Items.Length)) return FeelValue.Null;
        foreach (var item in list.Items)
        {
            var passes = item.IntervalOrNull is { } range && value.Kind != FeelKind.Range
                ? Comparison.Holds(range, value)
                : Comparison.AreEqual(value, item);
            if (passes is true) return true;
        }

        return false;
    }

    private static string RangeKind(Payload.Interval range) => Kinds.Of(range.Low.IsNull ? range.High : range.Low) switch
    {
        "null" => "nothing",
        var kind => kind[(kind.IndexOf(' ') + 1)..] + "s",
    };
}
