using System.Globalization;
using System.Text;

namespace WorkflowItsm.Feel.Values;

/// <summary>Values as FEEL literals and as FEEL's own text.</summary>
internal static class ValueText
{
    public static string Text(FeelValue value) => value.StringOrNull ?? Write(value, quoted: false);

    public static string Literal(FeelValue value) => Write(value, quoted: true);

    private static string Write(FeelValue value, bool quoted)
    {
        var text = new StringBuilder();
        Append(text, value, quoted);
        return text.ToString();
    }

    private static void Append(StringBuilder text, FeelValue value, bool at)
    {
        switch (value.Kind)
        {
            case FeelKind.Null: text.Append("null"); break;
            case FeelKind.Boolean: text.Append(value.IsTrue ? "true" : "false"); break;
            case FeelKind.Number: text.Append(value.TryGetNumber(out var number) ? number.ToString() : ""); break;
            case FeelKind.String: AppendQuoted(text, value.StringOrNull!); break;
            case FeelKind.List: AppendList(text, value.Items); break;
            case FeelKind.Context: AppendContext(text, value.ContextOrNull!); break;
            case FeelKind.Range: AppendRange(text, value.IntervalOrNull!); break;
            case FeelKind.Function: text.Append(value.FunctionOrNull); break;
            default: text.Append(at ? "@\"" : "").Append(TemporalText.Format(value)).Append(at ? "\"" : ""); break;
        }
    }

    private static void AppendList(StringBuilder text, ReadOnlySpan<FeelValue> items)
    {
        text.Append('[');
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0) text.Append(", ");
            Append(text, items[i], at: true);
        }

        text.Append(']');
    }

    private static void AppendContext(StringBuilder text, FeelContext context)
    {
        text.Append('{');
        for (var i = 0; i < context.Count; i++)
        {
            if (i > 0) text.Append(", ");
            AppendQuoted(text, context.KeySpan[i]);
            text.Append(": ");
            Append(text, context.ValueSpan[i], at: true);
        }

        text.Append('}');
    }

    private static void AppendRange(StringBuilder text, Payload.Interval range)
    {
        if (!range.HasLow)
        {
            text.Append(range.HighIncluded ? "(<=" : "(<");
            Append(text, range.High, at: true);
            text.Append(')');
        }
        else if (!range.HasHigh)
        {
            text.Append(range.LowIncluded ? "(>=" : "(>");
            Append(text, range.Low, at: true);
            text.Append(')');
        }
        else
        {
            text.Append(range.LowIncluded ? '[' : '(');
            Append(text, range.Low, at: true);
            text.Append("..");
            Append(text, range.High, at: true);
            text.Append(range.HighIncluded ? ']' : ')');
        }
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ' or '\u007f' or '\u2028' or '\u2029': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: text.Append(c); break;
            }
        }

        text.Append('"');
    }
}
