using WorkflowItsm.Feel.Compilation;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>String functions without patterns; positions and lengths count code points.</summary>
internal static class Strings
{
    public static FeelValue String(in Arguments call) =>
        call[0].IsNull ? FeelValue.Null : Make.Text(call[0].ToText(), call.Session);

    public static FeelValue Substring(in Arguments call)
    {
        if (!Text(call, 0, out var text) || !call.Int(1, out var start)) return FeelValue.Null;
        var length = int.MaxValue;
        if (call.Count == 3 && !call[2].IsNull && !call.Int(2, out length)) return FeelValue.Null;
        var count = Texts.CountCodePoints(text);
        if (start == 0 || Math.Abs((long)start) > count || length < 1)
            return call.Fail($"`substring` found no position {start} with {length} behind it in a string of {count}.");
        var from = Texts.UnitOf(text, start > 0 ? start - 1 : count + start);
        var rest = text.AsSpan(from);
        return Make.Text(rest[..Texts.UnitOf(rest, length)].ToString(), call.Session);
    }

    public static FeelValue Length(in Arguments call) =>
        Text(call, 0, out var text) ? Texts.CountCodePoints(text) : FeelValue.Null;

    public static FeelValue UpperCase(in Arguments call) =>
        Text(call, 0, out var text) ? Make.Text(text.ToUpperInvariant(), call.Session) : FeelValue.Null;

    public static FeelValue LowerCase(in Arguments call) =>
        Text(call, 0, out var text) ? Make.Text(text.ToLowerInvariant(), call.Session) : FeelValue.Null;

    public static FeelValue Before(in Arguments call)
    {
        if (!Two(call, out var text, out var match)) return FeelValue.Null;
        var at = text.IndexOf(match, StringComparison.Ordinal);
        return at < 0 ? "" : Make.Text(text[..at], call.Session);
    }

    public static FeelValue After(in Arguments call)
    {
        if (!Two(call, out var text, out var match)) return FeelValue.Null;
        var at = text.IndexOf(match, StringComparison.Ordinal);
        return at < 0 ? "" : Make.Text(text[(at + match.Length)..], call.Session);
    }

    public static FeelValue Contains(in Arguments call) =>
        Two(call, out var text, out var match) ? text.Contains(match, StringComparison.Ordinal) : FeelValue.Null;

    public static FeelValue StartsWith(in Arguments call) =>
        Two(call, out var text, out var match) ? text.StartsWith(match, StringComparison.Ordinal) : FeelValue.Null;

    public static FeelValue EndsWith(in Arguments call) =>
        Two(call, out var text, out var match) ? text.EndsWith(match, StringComparison.Ordinal) : FeelValue.Null;

    public static FeelValue Join(in Arguments call)
    {
        if (!call.List(0, out var items)) return FeelValue.Null;
        var delimiter = "";
        if (call.Count == 2 && !call[1].IsNull && !call.String(1, out delimiter)) return FeelValue.Null;
        var parts = new List<string>(items.Length);
        var length = 0L;
        foreach (var item in items)
        {
            if (item.IsNull) continue;
            if (!item.TryGetString(out var part)) return call.Fail($"`string join` joins strings; an item is {Kinds.Of(item)}.");
            parts.Add(part);
            length += part.Length + (long)delimiter.Length;
        }

        // Counted before it is made: a long delimiter and many items are more than memory.
        return call.Session.Charge(2 * length + 24) ? string.Join(delimiter, parts) : FeelValue.Null;
    }

    private static bool Two(in Arguments call, out string text, out string match)
    {
        match = "";
        return Text(call, 0, out text) && Text(call, 1, out match);
    }

    private static bool Text(in Arguments call, int index, out string text) =>
        call.String(index, out text) && call.Session.Spend(text.Length / 64);
}
