using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>
/// Reads the three timer forms. Plain ISO 8601 texts, as other editors write them, become FEEL literals; whatever
/// is constant is evaluated once here, so that a slip shows now and not when the timer should fire.
/// </summary>
internal sealed partial class TimerReader(Expressions expressions, FindingList findings)
{
    private const string Code = "timer-literal";

    /// <summary>The timer of a timer event definition, or null when findings say why not.</summary>
    public EventTrigger.Timer? Read(XElement definition)
    {
        var forms = definition.Parts().Where(part => part.Name.LocalName is "timeDate" or "timeDuration" or "timeCycle").ToList();
        if (forms is not [var form] || form.Value.Trim().Length == 0)
        {
            findings.Error("timer-without-expression", definition,
                forms.Count > 1
                    ? (Sentence)$"found {forms.Count} of date, duration and cycle in one timer, expected one."
                    : "found a timer without a time, expected a date, a duration or a cycle.",
                "Give the timer one time, such as PT30M.");
            return null;
        }
        var kind = form.Name.LocalName switch { "timeDate" => TimerKind.Date, "timeDuration" => TimerKind.Duration, _ => TimerKind.Cycle };
        Sentence part = kind switch { TimerKind.Date => "date", TimerKind.Duration => "duration", _ => "cycle" };
        var text = Expressions.WithoutEquals(form.Value);
        var literal = Literal(kind, text);
        if (literal is null && kind != TimerKind.Cycle && LooksLikeCycle().IsMatch(text))
        {
            findings.Error(Code, form,
                $"found the cycle \"{Words.Short(text)}\", expected {Expected(kind)}.",
                "Make the timer a cycle, or write the time.");
            return null;
        }
        var expression = literal is null ? expressions.CompileContent(form, part) : expressions.Compile(form, part, literal);
        if (expression is null) return null;
        if (IsWrong(kind, expression))
        {
            findings.Error(Code, form, $"found the {part} \"{Words.Short(text)}\", expected {Expected(kind)}.", Cure(kind));
            return null;
        }
        if (NamesLocalTime(kind, expression))
            findings.Warning("timer-without-offset", form,
                $"found the {part} \"{Words.Short(text)}\" without an offset; it is taken as UTC.", "Write the offset, as in 2026-03-01T08:00:00+08:00.");
        return new EventTrigger.Timer(kind, expression);
    }

    /// <summary>The FEEL for a text that is plainly ISO 8601, or null when the text is FEEL already.</summary>
    private static string? Literal(TimerKind kind, string text) => kind switch
    {
        TimerKind.Duration when InDays(text) is { } days => $"duration(\"{days}\")",
        TimerKind.Duration when LooksLikeDuration().IsMatch(text) => $"duration(\"{text}\")",
        TimerKind.Date when LooksLikeDate().IsMatch(text) => $"date and time(\"{text}\")",
        TimerKind.Cycle when LooksLikeCycle().IsMatch(text) || LooksLikeDuration().IsMatch(text) => $"\"{text}\"",
        _ => null,
    };

    private static bool IsWrong(TimerKind kind, FeelExpression expression)
    {
        if (!expression.Names.IsEmpty) return false;
        // A constant: the time that now() takes here does not matter, only the kind of the value does.
        var value = Evaluate(expression);
        return kind switch
        {
            TimerKind.Date => !value.TryGetDateTime(out _) && !IsLocal(value),
            TimerKind.Duration => !IsDuration(value),
            _ => !value.TryGetString(out var cycle) || !IsCycle(cycle),
        };
    }

    private static bool NamesLocalTime(TimerKind kind, FeelExpression expression)
    {
        if (kind == TimerKind.Duration || !expression.Names.IsEmpty) return false;
        var value = Evaluate(expression);
        return kind == TimerKind.Date ? IsLocal(value)
            : value.TryGetString(out var cycle) && cycle.Split('/') is [_, var start, _] && IsLocal(Constant($"date and time(\"{start}\")"));
    }

    /// <summary>ISO 8601 lets the offset out; the engine then takes UTC.</summary>
    private static bool IsLocal(FeelValue value) => value.Kind is FeelKind.DateTime or FeelKind.Date && !value.TryGetDateTime(out _);

    private static bool IsCycle(string cycle) => cycle.Split('/') switch
    {
        [var repeat, var every] => Repeat().IsMatch(repeat) && IsIsoDuration(every),
        [var repeat, var start, var every] => Repeat().IsMatch(repeat) && IsIsoDate(start) && IsIsoDuration(every),
        _ => false,
    };

    /// <summary>A plain ISO 8601 duration of days and time; null for any other text, and for months and years.</summary>
    public static TimeSpan? ExactDuration(string text) =>
        LooksLikeDuration().IsMatch(text) && Constant($"duration(\"{InDays(text) ?? text}\")").TryGetDaysTime(out var duration) ? duration : null;

    private static bool IsIsoDate(string text) => LooksLikeDate().IsMatch(text) && Constant($"date and time(\"{text}\")") is var date && (date.TryGetDateTime(out _) || IsLocal(date));

    private static bool IsIsoDuration(string text) => LooksLikeDuration().IsMatch(text) && IsDuration(Constant($"duration(\"{InDays(text) ?? text}\")"));

    /// <summary>The weeks of ISO 8601, which FEEL does not have, as days; null for any other text.</summary>
    private static string? InDays(string text) => Weeks().Match(text) is { Success: true } weeks
        ? string.Create(CultureInfo.InvariantCulture, $"P{7 * int.Parse(weeks.Groups[1].ValueSpan, CultureInfo.InvariantCulture)}D") : null;

    private static bool IsDuration(FeelValue value) => value.Kind is FeelKind.DaysTimeDuration or FeelKind.YearsMonthsDuration;

    private static FeelValue Constant(string text) =>
        FeelExpression.Compile(text, new FeelScope([])).Value is { } expression ? Evaluate(expression) : FeelValue.Null;

    private static FeelValue Evaluate(FeelExpression expression) =>
        expression.Evaluate(FeelContext.Empty, new FeelSession(DateTimeOffset.UnixEpoch));

    private static Sentence Expected(TimerKind kind) => kind switch
    {
        TimerKind.Date => "a date and time with its offset, such as 2026-03-01T08:00:00+08:00",
        TimerKind.Duration => "a duration, such as PT30M or P1DT12H",
        _ => "a repeating interval, such as R3/PT10M",
    };

    private static Sentence Cure(TimerKind kind) => kind == TimerKind.Duration
        ? "Correct the duration."
        : "Correct the time.";

    [GeneratedRegex(@"^-?PT?\d[0-9A-Za-z.,]*$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeDuration();

    [GeneratedRegex(@"^P([0-9]{1,5})W$", RegexOptions.CultureInvariant)]
    private static partial Regex Weeks();

    [GeneratedRegex(@"^-?\d{4,9}-\d\d-\d\d[^""\\]*$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeDate();

    [GeneratedRegex(@"^R\d*/[^""\\]*$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeCycle();

    [GeneratedRegex(@"^R\d{0,9}$", RegexOptions.CultureInvariant)]
    private static partial Regex Repeat();
}
