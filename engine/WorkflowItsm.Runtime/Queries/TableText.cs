using System.Globalization;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Queries;

/// <summary>The text the Table API shows for a value, and by which tickets are filtered and ordered.</summary>
public static class TableText
{
    /// <summary>
    /// Null is "", a boolean <c>true</c> or <c>false</c>, a date and time <c>yyyy-MM-dd HH:mm:ss</c> in UTC,
    /// a string itself; everything else is what FEEL writes.
    /// </summary>
    public static string Of(FeelValue value)
    {
        if (value.IsNull) return "";
        if (value.TryGetString(out var text)) return text;
        if (value.TryGetBoolean(out var truth)) return truth ? "true" : "false";
        if (value.TryGetDateTime(out var time)) return time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return value.ToText();
    }
}
