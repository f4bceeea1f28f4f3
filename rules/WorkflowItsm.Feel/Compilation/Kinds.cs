namespace WorkflowItsm.Feel.Compilation;

/// <summary>Kinds in the words of a sentence: "a number", "null".</summary>
internal static class Kinds
{
    public static string Of(FeelValue value) => Name(value.Kind);

    public static string Name(FeelKind kind) => kind switch
    {
        FeelKind.Null => "null",
        FeelKind.Boolean => "a boolean",
        FeelKind.Number => "a number",
        FeelKind.String => "a string",
        FeelKind.Date => "a date",
        FeelKind.Time => "a time",
        FeelKind.DateTime => "a date and time",
        FeelKind.YearsMonthsDuration => "a duration of years and months",
        FeelKind.DaysTimeDuration => "a duration of days and time",
        FeelKind.List => "a list",
        FeelKind.Context => "a context",
        FeelKind.Range => "a range",
        _ => "a function",
    };
}
