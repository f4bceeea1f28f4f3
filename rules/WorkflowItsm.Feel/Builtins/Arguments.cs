using WorkflowItsm.Feel.Compilation;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>
/// The arguments of one call to a built-in. The getters coerce between an item and a list of one (DMN 1.5, clause 10.3.2.9.4) and,
/// where a value does not fit, leave the reason in the session and say false.
/// </summary>
internal readonly ref struct Arguments(Builtin builtin, Span<FeelValue> values, FeelSession session, Site site)
{
    public readonly Span<FeelValue> Values = values;
    public readonly FeelSession Session = session;
    public readonly Site Site = site;

    public int Count => Values.Length;

    /// <summary>An argument; null when it was not given.</summary>
    public FeelValue this[int index] => index < Values.Length ? Values[index] : FeelValue.Null;

    public FeelValue Fail(string sentence) => Session.Because(Site, sentence);

    public bool Number(int index, out FeelNumber number) => One(index).TryGetNumber(out number) || Misfit(index, "a number");

    /// <summary>A whole number; of another what stands before the point.</summary>
    public bool Int(int index, out int number)
    {
        var value = One(index);
        if (value.TryGetNumber(out var any) && DecimalArithmetic.Round(any, 0, Rounding.Down) is { } whole) value = whole;
        return value.TryGetInt(out number) || Misfit(index, "a whole number");
    }

    public bool String(int index, out string text) => One(index).TryGetString(out text) || Misfit(index, "a string");

    public bool Boolean(int index, out bool value) => One(index).TryGetBoolean(out value) || Misfit(index, "a boolean");

    public bool Context(int index, out FeelContext context) => One(index).TryGetContext(out context) || Misfit(index, "a context");

    public bool Function(int index, out FunctionValue function)
    {
        function = One(index).FunctionOrNull!;
        return function is not null || Misfit(index, "a function");
    }

    /// <summary>The items of a list, or one item as a list of itself; paid for by their number.</summary>
    public bool List(int index, out ReadOnlySpan<FeelValue> items)
    {
        var value = this[index];
        items = value.Kind == FeelKind.List ? value.Items : value.IsNull ? [] : Values.Slice(index, 1);
        if (!Session.Spend(1 + items.Length / 8)) return false;
        return !value.IsNull || Misfit(index, "a list");
    }

    /// <summary>A list as the only argument, or all arguments as the items.</summary>
    public bool ListOrAll(out ReadOnlySpan<FeelValue> items)
    {
        if (Count == 1) return List(0, out items);
        items = Values;
        return true;
    }

    public FeelValue One(int index)
    {
        var value = this[index];
        return value.Kind == FeelKind.List && value.Items.Length == 1 ? value.Items[0] : value;
    }

    public bool Misfit(int index, string expected)
    {
        Session.Because(Site, $"`{builtin.Name}` needs {expected} as `{builtin.ParameterName(index)}`; found {Kinds.Of(this[index])}.");
        return false;
    }
}
