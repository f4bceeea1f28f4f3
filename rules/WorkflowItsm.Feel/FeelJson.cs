using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WorkflowItsm.Feel;

/// <summary>
/// Values to and from JSON. Temporal values, ranges and functions have no JSON form: they are written as their FEEL text and come back
/// as strings; where that matters use <see cref="FeelBinary"/>. Safe to call from any thread.
/// </summary>
public static class FeelJson
{
    /// <summary>
    /// The value of a JSON element: objects become contexts (of two equal names the later holds), arrays lists. Numbers are rounded to 34
    /// digits; a number out of range, and an undefined element, become null. A lone surrogate becomes U+FFFD.
    /// </summary>
    /// <exception cref="ArgumentException">The element nests deeper than 128 levels; JSON readers stop at 64 unless told otherwise.</exception>
    public static FeelValue Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => FeelNumber.TryParse(element.GetRawText(), out var number) ? number : FeelValue.Null,
        JsonValueKind.String => Text(element),
        JsonValueKind.Array => FeelValue.List(element.EnumerateArray().Select(Read)),
        JsonValueKind.Object => Object(element),
        _ => FeelValue.Null,
    };

    /// <summary>Writes a value. Contexts keep the order of their entries.</summary>
    public static void Write(Utf8JsonWriter writer, FeelValue value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value.Kind)
        {
            case FeelKind.Null: writer.WriteNullValue(); break;
            case FeelKind.Boolean: writer.WriteBooleanValue(value.IsTrue); break;
            case FeelKind.Number: writer.WriteRawValue(value.ToText(), skipInputValidation: true); break;
            case FeelKind.List:
                writer.WriteStartArray();
                foreach (var item in value.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case FeelKind.Context:
                writer.WriteStartObject();
                foreach (var (key, entry) in value.ContextOrNull!)
                {
                    writer.WritePropertyName(key);
                    Write(writer, entry);
                }

                writer.WriteEndObject();
                break;
            default: writer.WriteStringValue(value.ToText()); break;
        }
    }

    /// <summary>The value as compact JSON text.</summary>
    public static string ToJson(FeelValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(buffer, options)) Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static FeelValue Object(JsonElement element)
    {
        var builder = new FeelContext.Builder(8);
        foreach (var property in element.EnumerateObject()) builder.Set(property.Name, Read(property.Value));
        return FeelValue.Context(builder.Build());
    }

    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // "\ud800" is valid JSON and no valid text; System.Text.Json refuses it.
            return Unescape(element.GetRawText().AsSpan()[1..^1]);
        }
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            var c = raw[++i];
            text.Append(c switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)int.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                _ => c,
            });
            if (c == 'u') i += 4;
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
