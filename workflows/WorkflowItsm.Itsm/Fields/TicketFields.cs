using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Fields;

/// <summary>The fields of each kind of ticket, with ServiceNow's names, types and choices.</summary>
public sealed class TicketFields
{
    private readonly Dictionary<string, FieldDefinition> _byName;

    private TicketFields(string table, Words label, ValueList<FieldDefinition> fields)
    {
        (Table, Label, All) = (table, label, fields);
        _byName = fields.Items.ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>The fields of an incident.</summary>
    public static TicketFields Incident { get; } = new("incident", new("Incident", "事件"), IncidentFields.All);

    /// <summary>The fields of a service management review.</summary>
    public static TicketFields Review { get; } = new("review", new("Service management review", "服务管理评审"), ReviewFields.All);

    /// <summary>Every kind of ticket, the most used first.</summary>
    public static ValueList<TicketFields> Kinds { get; } = [Incident, Review];

    /// <summary>The kind of ticket: the name of its table.</summary>
    public string Table { get; }

    /// <summary>What people call the kind.</summary>
    public Words Label { get; }

    /// <summary>All fields, in the order of a form.</summary>
    public ValueList<FieldDefinition> All { get; }

    /// <summary>The fields of a kind of ticket, or null when there is no such kind.</summary>
    public static TicketFields? Of(string table) => Kinds.Items.FirstOrDefault(kind => kind.Table == table);

    /// <summary>A field by name; null when there is none. Names that begin with <c>u_</c> are the customer's own texts.</summary>
    public FieldDefinition? Find(string name) =>
        _byName.GetValueOrDefault(name) ?? (name.StartsWith("u_", StringComparison.Ordinal) ? new(name, FieldType.Text, new(name, name)) : null);

    /// <summary>
    /// Turns what a client sent into a field's value. "" gives null: no value. A choice may be given by value or
    /// (any case) by its words. <c>Problem</c> is a sentence when it cannot be.
    /// </summary>
    public static (FeelValue Value, Words? Problem) Parse(FieldDefinition field, string text)
    {
        if (text.Length == 0) return (FeelValue.Null, null);
        switch (field.Type)
        {
            case FieldType.NumberChoice or FieldType.TextChoice:
                foreach (var choice in field.Choices)
                {
                    if (choice.Value.ToText() == text
                        || string.Equals(choice.Label.En, text, StringComparison.OrdinalIgnoreCase)
                        || choice.Label.Zh == text) return (choice.Value, null);
                }

                var known = string.Join(", ", field.Choices.Items.Select(choice => $"{choice.Value.ToText()} ({choice.Label.En})"));
                var allowed = string.Join("、", field.Choices.Items.Select(choice => $"{choice.Value.ToText()}（{choice.Label.Zh}）"));
                return (FeelValue.Null, new($"'{field.Name}' is '{text}'; expected one of {known}.", $"“{field.Name}”的值是“{text}”，应为以下之一：{allowed}。"));
            case FieldType.Number:
                return long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number)
                    ? (number, null)
                    : (FeelValue.Null, new($"'{field.Name}' is '{text}'; expected a whole number.", $"“{field.Name}”的值是“{text}”，应为整数。"));
            case FieldType.Boolean:
                return bool.TryParse(text, out var flag)
                    ? (flag, null)
                    : (FeelValue.Null, new($"'{field.Name}' is '{text}'; expected true or false.", $"“{field.Name}”的值是“{text}”，应为 true 或 false。"));
            case FieldType.DateTime:
                return DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal, out var time)
                    ? (FeelValue.DateTime(time), null)
                    : (FeelValue.Null, new($"'{field.Name}' is '{text}'; expected a UTC date and time such as 2026-11-23 14:50:36.", $"“{field.Name}”的值是“{text}”，应为 UTC 日期时间，例如 2026-11-23 14:50:36。"));
            case FieldType.Date:
                return DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _)
                    ? (text, null)
                    : (FeelValue.Null, new($"'{field.Name}' is '{text}'; expected a day such as 2026-11-23.", $"“{field.Name}”的值是“{text}”，应为日期，例如 2026-11-23。"));
            default:
                return (text, null);
        }
    }
}
