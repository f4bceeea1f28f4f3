using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.DmnTck;

/// <summary>The kit's values as FEEL's, and how two are compared: numbers within 1e-8, times by value and kind of zone.</summary>
internal static class KitValue
{
    private static readonly XNamespace _instance = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly FeelNumber _tolerance = 0.00000001m;

    /// <summary>What an element that holds a value, components or a list means; nothing at all is null.</summary>
    public static FeelValue Read(XElement? holder)
    {
        if (holder is null) return FeelValue.Null;
        if (holder.Element(Kit.Cases + "list") is { } list)
            return IsNil(list) ? FeelValue.Null : FeelValue.List(list.Elements(Kit.Cases + "item").Select(Read));
        var components = holder.Elements(Kit.Cases + "component").ToList();
        if (components.Count > 0)
            return FeelValue.Context(FeelContext.Of([.. components.Select(part => ((string?)part.Attribute("name") ?? "", IsNil(part) ? FeelValue.Null : Read(part)))]));
        return holder.Element(Kit.Cases + "value") is { } value && !IsNil(value) ? Simple(value) : FeelValue.Null;
    }

    public static bool AreEqual(FeelValue expected, FeelValue found)
    {
        if (expected.TryGetNumber(out var wanted) && found.TryGetNumber(out var got))
            return FeelNumber.Subtract(wanted, got) is { } off && (off.Sign < 0 ? -off : off) <= _tolerance;
        if (expected.TryGetList(out var items) && found.TryGetList(out var others))
            return items.Count == others.Count && Enumerable.Range(0, items.Count).All(i => AreEqual(items[i], others[i]));
        if (expected.TryGetContext(out var entries) && found.TryGetContext(out var other))
            return entries.Count == other.Count && entries.Keys.All(key => other.TryGet(key, out var value) && AreEqual(entries[key], value));
        return expected == found;
    }

    private static bool IsNil(XElement element) => (string?)element.Attribute(_instance + "nil") is "true" or "1";

    private static FeelValue Simple(XElement value)
    {
        var type = ((string?)value.Attribute(_instance + "type") ?? "xsd:string").Split(':')[^1];
        return type switch
        {
            "boolean" => value.Value.Trim() is "true" or "1",
            "decimal" or "double" or "float" or "integer" or "int" or "long" => Call("number", value.Value.Trim()),
            "date" => Call("date", value.Value.Trim()),
            "time" => Call("time", value.Value.Trim()),
            "dateTime" => Call("date and time", value.Value.Trim()),
            "duration" => Call("duration", value.Value.Trim()),
            _ => value.Value,
        };
    }

    /// <summary>By FEEL's own reader; a text that it cannot read is a fault of the kit or of the reader, never silently null.</summary>
    private static FeelValue Call(string function, string text)
    {
        var expression = FeelExpression.Compile($"{function}(text)", new FeelScope(["text"])).Value!;
        var value = expression.Evaluate([text], new FeelSession(DateTimeOffset.UnixEpoch));
        return value.IsNull ? FeelValue.Context(FeelContext.Of(("unreadable", $"{function} {text}"))) : value;
    }
}
