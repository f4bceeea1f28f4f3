namespace WorkflowItsm.Feel;

/// <summary>What a <see cref="FeelValue"/> is (DMN 1.5, clause 10.3.2.3). The default is <see cref="Null"/>.</summary>
public enum FeelKind
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A decimal of 34 digits, <see cref="FeelNumber"/>.</summary>
    Number,

    /// <summary>Text; its length counts code points.</summary>
    String,

    /// <summary>A calendar date of the proleptic Gregorian calendar.</summary>
    Date,

    /// <summary>A time of day in nanoseconds, with no zone, an offset or a named zone.</summary>
    Time,

    /// <summary>A date and a time of day, with no zone, an offset or a named zone.</summary>
    DateTime,

    /// <summary>A whole number of months.</summary>
    YearsMonthsDuration,

    /// <summary>A whole number of nanoseconds.</summary>
    DaysTimeDuration,

    /// <summary>Values in order.</summary>
    List,

    /// <summary>Named values, <see cref="FeelContext"/>.</summary>
    Context,

    /// <summary>All values between two ends, either of which may be open or missing.</summary>
    Range,

    /// <summary>A built-in or a function literal with what it captured.</summary>
    Function,
}
