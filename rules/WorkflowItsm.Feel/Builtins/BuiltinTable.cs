using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>
/// The standard library. To add a function: a row here, and its implementation in the file of its family. The parser learns the name
/// from the row, spaces and all.
/// </summary>
internal static class BuiltinTable
{
    private static readonly Dictionary<string, Builtin> s_byName;

    static BuiltinTable()
    {
        s_byName = All.ToDictionary(builtin => builtin.Name, StringComparer.Ordinal);
        foreach (var builtin in All) Names.Add(builtin.Name);
    }

    public static NameTrie Names { get; } = new();

    public static Builtin[] All { get; } =
    [
        // Conversions (10.3.4.1)
        new("date", Temporals.Date, "from", "year, month, day"),
        new("time", Temporals.Time, "from", "hour, minute, second, offset?"),
        new("date and time", Temporals.DateAndTime, "from", "date, time"),
        new("duration", Temporals.Duration, "from"),
        new("years and months duration", Temporals.YearsAndMonths, "from, to"),
        new("number", Numbers.Number, "from, grouping separator?, decimal separator?"),
        new("string", Strings.String, "from"),
        new("context", Contexts.Context, "entries"),
        new("range", Ranges.Range, "from"),

        // Booleans (10.3.4.2)
        new("not", ListQuestions.Not, "negand"),

        // Strings (10.3.4.3)
        new("substring", Strings.Substring, "string, start position, length?"),
        new("string length", Strings.Length, "string"),
        new("upper case", Strings.UpperCase, "string"),
        new("lower case", Strings.LowerCase, "string"),
        new("substring before", Strings.Before, "string, match"),
        new("substring after", Strings.After, "string, match"),
        new("contains", Strings.Contains, "string, match"),
        new("starts with", Strings.StartsWith, "string, match"),
        new("ends with", Strings.EndsWith, "string, match"),
        new("string join", Strings.Join, "list, delimiter?"),
        new("matches", Patterns.Matches, "input, pattern, flags?"),
        new("replace", Patterns.Replace, "input, pattern, replacement, flags?"),
        new("split", Patterns.Split, "string, delimiter"),

        // Lists (10.3.4.4)
        new("list contains", ListQuestions.Contains, "list, element"),
        new("count", ListQuestions.Count, "list"),
        new("min", ListQuestions.Min, "list", "c..."),
        new("max", ListQuestions.Max, "list", "c..."),
        new("sum", Numbers.Sum, "list", "n..."),
        new("mean", Numbers.Mean, "list", "n..."),
        new("product", Numbers.Product, "list", "n..."),
        new("median", Numbers.Median, "list", "n..."),
        new("stddev", Numbers.StandardDeviation, "list", "n..."),
        new("mode", Numbers.Mode, "list", "n..."),
        new("all", ListQuestions.All, "list", "b..."),
        new("any", ListQuestions.Any, "list", "b..."),
        new("sublist", Lists.Sublist, "list, start position, length?"),
        new("append", Lists.Append, "list, item..."),
        new("concatenate", Lists.Concatenate, "list..."),
        new("insert before", Lists.InsertBefore, "list, position, newItem"),
        new("remove", Lists.Remove, "list, position"),
        new("list replace", Lists.Replace, "list, position, newItem", "list, match, newItem"),
        new("reverse", Lists.Reverse, "list"),
        new("index of", ListQuestions.IndexOf, "list, match"),
        new("union", Lists.Union, "list..."),
        new("distinct values", Lists.Distinct, "list"),
        new("flatten", Lists.Flatten, "list"),
        new("sort", Sorting.Sort, "list, precedes?"),

        // Numbers (10.3.4.5)
        new("decimal", Numbers.Decimal, "n, scale"),
        new("floor", Numbers.Floor, "n, scale?"),
        new("ceiling", Numbers.Ceiling, "n, scale?"),
        new("round up", Numbers.RoundUp, "n, scale?"),
        new("round down", Numbers.RoundDown, "n, scale?"),
        new("round half up", Numbers.RoundHalfUp, "n, scale?"),
        new("round half down", Numbers.RoundHalfDown, "n, scale?"),
        new("abs", Numbers.Abs, "n"),
        new("modulo", Numbers.Modulo, "dividend, divisor"),
        new("sqrt", Numbers.Sqrt, "number"),
        new("log", Numbers.Log, "number"),
        new("exp", Numbers.Exp, "number"),
        new("odd", Numbers.Odd, "number"),
        new("even", Numbers.Even, "number"),

        // Dates and times (10.3.4.6 to 10.3.4.8)
        new("is", Temporals.Is, "value1, value2"),
        new("now", Temporals.Now, ""),
        new("today", Temporals.Today, ""),
        new("day of year", Temporals.DayOfYear, "date"),
        new("day of week", Temporals.DayOfWeek, "date"),
        new("month of year", Temporals.MonthOfYear, "date"),
        new("week of year", Temporals.WeekOfYear, "date"),

        // Ranges (10.3.4.9)
        new("before", Ranges.Before, "point1, point2", "point, range", "range, point", "range1, range2"),
        new("after", Ranges.After, "point1, point2", "point, range", "range, point", "range1, range2"),
        new("meets", Ranges.Meets, "range1, range2"),
        new("met by", Ranges.MetBy, "range1, range2"),
        new("overlaps", Ranges.Overlaps, "range1, range2"),
        new("overlaps before", Ranges.OverlapsBefore, "range1, range2"),
        new("overlaps after", Ranges.OverlapsAfter, "range1, range2"),
        new("finishes", Ranges.Finishes, "point, range", "range1, range2"),
        new("finished by", Ranges.FinishedBy, "range, point", "range1, range2"),
        new("includes", Ranges.Includes, "range, point", "range1, range2"),
        new("during", Ranges.During, "point, range", "range1, range2"),
        new("starts", Ranges.Starts, "point, range", "range1, range2"),
        new("started by", Ranges.StartedBy, "range, point", "range1, range2"),
        new("coincides", Ranges.Coincides, "point1, point2", "range1, range2"),

        // Contexts (10.3.4.10)
        new("get value", Contexts.GetValue, "m, key"),
        new("get entries", Contexts.GetEntries, "m"),
        new("context put", Contexts.Put, "context, key, value", "context, keys, value"),
        new("context merge", Contexts.Merge, "contexts"),
    ];

    public static Builtin? Find(string name) => s_byName.GetValueOrDefault(name);
}
