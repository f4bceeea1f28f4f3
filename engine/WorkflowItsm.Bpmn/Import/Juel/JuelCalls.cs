using System.Globalization;

namespace WorkflowItsm.Bpmn.Import.Juel;

/// <summary>Calls that have an equivalent in FEEL: methods of texts, lists, maps and numbers, what the engines offer for variables and for time.</summary>
internal static class JuelCalls
{
    /// <summary>Methods that say of a value what FEEL knows without asking.</summary>
    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal)
    {
        "intValue", "longValue", "doubleValue", "floatValue", "booleanValue", "toDate", "asText", "asInt", "asLong", "asDouble", "asBoolean",
        "stringValue", "numberValue", "boolValue", "value", "elements",
    };

    public static FeelText? Say(JuelNode.Call call, JuelToFeel feel)
    {
        if (Variable(call) is { } variable) return variable;
        if (Global(call, feel) is { } answered) return answered;
        if (feel.Reason is not null) return null;
        if (call.Of is null) return feel.Refuse($"\"{call.Method}(…)\" is a function of the other engine.");
        if (Time(call, feel) is { } time) return time;
        var arguments = call.Arguments.Items;
        return (call.Method, arguments.Length) switch
        {
            ("equals", 1) => Compared(call.Of, "=", arguments[0], feel),
            ("compareTo", 1) => feel.Refuse("\"compareTo\" gives a number that FEEL does not have."),
            ("equalsIgnoreCase", 1) => Two(call.Of, arguments[0], feel, (of, other) => new($"lower case({of.Text}) = lower case({other.Text})", Binding.Comparison)),
            ("contains", 1) => Two(call.Of, arguments[0], feel, (of, item) => new(
                $"if {of.In(Binding.Sum)} instance of string then contains({of.Text}, {item.Text}) else list contains({of.Text}, {item.Text})", Binding.Choice)),
            ("containsKey" or "has" or "hasProp", 1) => Two(call.Of, arguments[0], feel, (of, key) => new($"get value({of.Text}, {key.Text}) != null", Binding.Comparison)),
            ("startsWith", 1) => Two(call.Of, arguments[0], feel, (of, text) => FeelText.Value($"starts with({of.Text}, {text.Text})")),
            ("endsWith", 1) => Two(call.Of, arguments[0], feel, (of, text) => FeelText.Value($"ends with({of.Text}, {text.Text})")),
            ("matches", 1) when arguments[0] is JuelNode.Text pattern => One(call.Of, feel, of => FeelText.Value($"matches({of.Text}, {FeelText.Quoted($"^(?:{pattern.Value})$")})")),
            ("toUpperCase", 0) => One(call.Of, feel, of => FeelText.Value($"upper case({of.Text})")),
            ("toLowerCase", 0) => One(call.Of, feel, of => FeelText.Value($"lower case({of.Text})")),
            ("trim" or "strip", 0) => One(call.Of, feel, of => FeelText.Value($"replace({of.Text}, \"^\\s+|\\s+$\", \"\")")),
            ("length", 0) => One(call.Of, feel, of => FeelText.Value($"string length({of.Text})")),
            ("size", 0) => One(call.Of, feel, of => FeelText.Value($"count({of.Text})")),
            ("isEmpty", 0) => One(call.Of, feel, of => JuelToFeel.Empty(of.Text)),
            ("toString", 0) => One(call.Of, feel, of => FeelText.Value($"string({of.Text})")),
            ("substring", 1) => Two(call.Of, arguments[0], feel, (of, from) => FeelText.Value($"substring({of.Text}, {Next(from)})")),
            ("substring", 2) => Substring(call.Of, arguments[0], arguments[1], feel),
            ("get", 1) => feel.Say(new JuelNode.Index(call.Of, arguments[0])),
            ("prop" or "getProperty", 1) when arguments[0] is JuelNode.Text => feel.Say(new JuelNode.Index(call.Of, arguments[0])),
            _ when arguments.Length == 0 && Nothing.Contains(call.Method) => feel.Say(call.Of),
            (['g', 'e', 't', var first, .. var rest], 0) when char.IsUpper(first) => feel.Say(new JuelNode.Member(call.Of, char.ToLowerInvariant(first) + rest)),
            (['i', 's', var first, .. var rest], 0) when char.IsUpper(first) => feel.Say(new JuelNode.Member(call.Of, char.ToLowerInvariant(first) + rest)),
            _ => feel.Refuse($"\"{call.Method}(…)\" calls code of the other application."),
        };
    }

    /// <summary>The moment that <c>now()</c> and its like begin with; what follows moves it.</summary>
    private static FeelText? Time(JuelNode.Call call, JuelToFeel feel)
    {
        var sign = call.Method.StartsWith("plus", StringComparison.Ordinal) ? "+" : call.Method.StartsWith("minus", StringComparison.Ordinal) ? "-" : null;
        if (sign is null || call.Arguments.Items is not [JuelNode.Number { Digits: var text }] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var duration = call.Method[(sign == "+" ? 4 : 5)..] switch
        {
            "Seconds" => $"PT{number}S",
            "Minutes" => $"PT{number}M",
            "Hours" => $"PT{number}H",
            "Days" => $"P{number}D",
            "Weeks" => $"P{7L * number}D",
            "Months" => $"P{number}M",
            "Years" => $"P{number}Y",
            _ => null,
        };
        return duration is not null && feel.Say(call.Of!, Binding.Sum) is { } moment ? new FeelText($"{moment} {sign} duration(\"{duration}\")", Binding.Sum) : null;
    }

    private static FeelText? Global(JuelNode.Call call, JuelToFeel feel) => (call.Of, call.Method, call.Arguments.Items) switch
    {
        (null, "now" or "dateTime", []) => FeelText.Value("now()"),
        // Camunda's Spin wraps a value to read JSON; here it is read already.
        (null, "S" or "JSON", [var value]) => feel.Say(value),
        (null, "vars:get" or "variables:get" or "var:get", [JuelNode.Text name]) => FeelText.Value(name.Value),
        (null, "vars:exists" or "variables:exists", [JuelNode.Text name]) => new FeelText($"{name.Value} != null", Binding.Comparison),
        (null, "vars:isEmpty" or "variables:isEmpty" or "vars:empty" or "variables:empty", [JuelNode.Text name]) => JuelToFeel.Empty(name.Value),
        (null, "vars:equals" or "variables:equals" or "vars:eq" or "variables:eq", [JuelNode.Text name, var value]) => Compared(new JuelNode.Name(name.Value), "=", value, feel),
        (null, "vars:notEquals" or "variables:notEquals" or "vars:ne" or "variables:ne", [JuelNode.Text name, var value]) => Compared(new JuelNode.Name(name.Value), "!=", value, feel),
        _ => null,
    };

    private static FeelText? Variable(JuelNode.Call call) => (call.Of, call.Method, call.Arguments.Items) switch
    {
        (JuelNode.Name { Value: "execution" or "task" }, "getVariable" or "getVariableLocal", [JuelNode.Text { Value: var name }]) when IsName(name) => FeelText.Value(name),
        (JuelNode.Name { Value: "execution" or "task" }, "hasVariable" or "hasVariableLocal", [JuelNode.Text { Value: var name }]) when IsName(name) => new FeelText($"{name} != null", Binding.Comparison),
        _ => null,
    };

    private static bool IsName(string text) => text.Length > 0 && !char.IsDigit(text[0]) && text.All(letter => char.IsLetterOrDigit(letter) || letter == '_');

    private static FeelText? Compared(JuelNode left, string sign, JuelNode right, JuelToFeel feel) =>
        feel.Say(left, Binding.Sum) is { } one && feel.Say(right, Binding.Sum) is { } other ? new FeelText($"{one} {sign} {other}", Binding.Comparison) : null;

    private static FeelText? Substring(JuelNode of, JuelNode from, JuelNode to, JuelToFeel feel) =>
        feel.Say(of) is { } text && feel.Say(from) is { } begin && feel.Say(to) is { } end
            ? FeelText.Value($"substring({text.Text}, {Next(begin)}, {Length(begin, end)})")
            : null;

    // Positions begin at 1 in FEEL and at 0 there.
    private static string Next(FeelText from) =>
        int.TryParse(from.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue
            ? (number + 1).ToString(CultureInfo.InvariantCulture)
            : $"{from.In(Binding.Sum)} + 1";

    private static string Length(FeelText from, FeelText to) =>
        int.TryParse(from.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var begin) && int.TryParse(to.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            ? (end - begin).ToString(CultureInfo.InvariantCulture)
            : $"{to.In(Binding.Sum)} - {from.In(Binding.Product)}";

    private static FeelText? One(JuelNode of, JuelToFeel feel, Func<FeelText, FeelText> say) => feel.Say(of) is { } value ? say(value) : null;

    private static FeelText? Two(JuelNode of, JuelNode argument, JuelToFeel feel, Func<FeelText, FeelText, FeelText> say) =>
        feel.Say(of) is { } value && feel.Say(argument) is { } other ? say(value, other) : null;
}
