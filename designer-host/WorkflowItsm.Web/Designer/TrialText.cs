using System.Text.Json;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Web.Designer;

/// <summary>What a person types for an input of a decision, to its value and back. Nothing typed is read as an expression.</summary>
internal static class TrialText
{
    /// <summary>The value, or a sentence why the text is none. An empty text is no value.</summary>
    public static (FeelValue Value, Itsm.Fields.Words? Problem) Parse(DecisionInput input, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return (FeelValue.Null, null);
        if (input.Choices.Items.Where(choice => choice.ToText() == typed).Take(1).ToList() is [var chosen])
            return (input.IsList ? FeelValue.List([chosen]) : chosen, null);
        if (input.IsList) return Json(input, typed);
        return input.Kind switch
        {
            FeelKind.Number => FeelNumber.TryParse(typed.Trim(), out var number)
                ? (number, null)
                : Wrong(input, typed, "a number such as 3 or 2.5", "数字，例如 3 或 2.5"),
            FeelKind.Boolean => bool.TryParse(typed, out var truth)
                ? (truth, null)
                : Wrong(input, typed, "true or false", "true 或 false"),
            FeelKind.String => (typed, null),
            FeelKind.Date => Temporal(input, typed, "date", "a date such as 2026-11-23", "日期，例如 2026-11-23"),
            FeelKind.Time => Temporal(input, typed, "time", "a time such as 08:30:00", "时间，例如 08:30:00"),
            FeelKind.DateTime => Temporal(
                input, typed, "date and time", "a date and time such as 2026-11-23T08:30:00Z", "日期时间，例如 2026-11-23T08:30:00Z"),
            FeelKind.DaysTimeDuration or FeelKind.YearsMonthsDuration => Temporal(
                input, typed, "duration", "a duration such as PT2H or P1Y", "时长，例如 PT2H 或 P1Y"),
            _ => Json(input, typed),
        };
    }

    /// <summary>The text from which <see cref="Parse"/> makes the value.</summary>
    public static string Of(DecisionInput input, FeelValue value) => value.Kind switch
    {
        FeelKind.Null => "",
        FeelKind.List or FeelKind.Context => FeelJson.ToJson(value),
        FeelKind.String when input.Kind is null && IsJson(value.ToText()) => FeelJson.ToJson(value),
        _ => value.ToText(),
    };

    private static (FeelValue Value, Itsm.Fields.Words? Problem) Json(DecisionInput input, string typed)
    {
        try
        {
            using var document = JsonDocument.Parse(typed);
            return (FeelJson.Read(document.RootElement), null);
        }
        catch (JsonException) when (input is { Kind: null, IsList: false } && typed.TrimStart() is not ['{' or '[', ..])
        {
            return (typed, null);
        }
        catch (JsonException)
        {
            return Wrong(input, typed, "JSON such as {\"service\": \"web\"}", "JSON，例如 {\"service\": \"web\"}");
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static (FeelValue Value, Itsm.Fields.Words? Problem) Temporal(DecisionInput input, string typed, string function, string en, string zh)
    {
        var made = FeelExpression.Compile($"{function}(typed)", new(["typed"])).Value!
            .Evaluate(FeelContext.Of(("typed", typed.Trim())), new FeelSession(DateTimeOffset.UnixEpoch));
        return made.IsNull ? Wrong(input, typed, en, zh) : (made, null);
    }

    private static (FeelValue Value, Itsm.Fields.Words? Problem) Wrong(DecisionInput input, string typed, string en, string zh) =>
        (FeelValue.Null, new($"'{input.Name}' is '{typed}'; expected {en}.", $"“{input.Name}”的值是“{typed}”，应为{zh}。"));
}
