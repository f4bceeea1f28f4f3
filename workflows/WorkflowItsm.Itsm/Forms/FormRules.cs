using System.Globalization;
using System.Text.RegularExpressions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Forms;

/// <summary>The rules that a form sets for its fields.</summary>
internal static class FormRules
{
    public static bool IsHidden(FormField field, FeelContext values, DateTimeOffset now) =>
        field.HiddenWhen is { } condition && condition.Evaluate(values, new FeelSession(now)).IsTrue;

    public static bool IsMissing(FeelValue value) =>
        value.IsNull
        || (value.TryGetString(out var text) && string.IsNullOrWhiteSpace(text))
        || (value.TryGetList(out var list) && list.IsEmpty);

    /// <summary>Whether a value is of the kind that a field, which is none of the ticket's, holds.</summary>
    public static (FeelValue Value, Words? Problem) Kind(FormField field, FeelValue value)
    {
        var (en, zh, holds) = field.Type switch
        {
            "number" => ("a number", "数字", value.TryGetNumber(out _)),
            "checkbox" => ("true or false", "true 或 false", value.TryGetBoolean(out _)),
            "checklist" or "taglist" => ("a list of texts", "文本列表", value.TryGetList(out var list) && list.Items.All(item => item.TryGetString(out _))),
            _ => ("a text", "文本", value.TryGetString(out _)),
        };
        if (value.IsNull || holds) return (value, null);
        var found = value.ToString();
        return (FeelValue.Null, new($"'{field.Key}' is {found}; expected {en}.", $"“{field.Key}”的值是 {found}，应为{zh}。"));
    }

    /// <summary>The rule that a value breaks, or null.</summary>
    public static Words? Broken(FormField field, Words label, FeelValue value)
    {
        // A box that has to be ticked is not filled in by leaving it empty.
        if (IsMissing(value) || (field.Type == "checkbox" && !value.IsTrue))
            return field.IsRequired ? new($"Fill in '{label.En}'.", $"请填写“{label.Zh}”。") : null;
        return value.TryGetNumber(out _) ? Number(field, label, value)
            : value.TryGetList(out var list) ? Choice(field, label, list.Items)
            : Text(field, label, value.ToText()) ?? Choice(field, label, [value]);
    }

    private static Words? Text(FormField field, Words label, string text)
    {
        if (field.MinLength is { } least && text.Length < least)
            return new($"'{label.En}' has {text.Length} characters; write at least {least}.", $"“{label.Zh}”有 {text.Length} 个字符，至少应有 {least} 个。");
        if (field.MaxLength is { } most && text.Length > most)
            return new($"'{label.En}' has {text.Length} characters; write at most {most}.", $"“{label.Zh}”有 {text.Length} 个字符，最多 {most} 个。");
        return field.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking)
            ? new($"'{label.En}' does not fit the pattern {pattern}.", $"“{label.Zh}”不符合格式 {pattern}。")
            : null;
    }

    private static Words? Number(FormField field, Words label, FeelValue value)
    {
        if (!decimal.TryParse(value.ToText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return null;
        if (field.Min is { } least && number < least) return new($"'{label.En}' is {value}; it must be at least {least}.", $"“{label.Zh}”是 {value}，不能小于 {least}。");
        return field.Max is { } most && number > most ? new($"'{label.En}' is {value}; it must be at most {most}.", $"“{label.Zh}”是 {value}，不能大于 {most}。") : null;
    }

    private static Words? Choice(FormField field, Words label, IEnumerable<FeelValue> values)
    {
        if (field.Choices.IsEmpty || values.FirstOrDefault(value => !field.Choices.Items.Contains(value.ToText())) is not { IsNull: false } other) return null;
        return new($"'{label.En}' is '{other.ToText()}'; expected one of {string.Join(", ", field.Choices)}.",
            $"“{label.Zh}”的值是“{other.ToText()}”，应为以下之一：{string.Join("、", field.Choices)}。");
    }
}
