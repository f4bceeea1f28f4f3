using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.TableApi;

/// <summary>The field names that a query of one table may use.</summary>
/// <param name="fields">The table's fields.</param>
internal sealed class QueryNames(TicketFields fields)
{
    /// <summary>Fields that every record has besides those of its kind.</summary>
    public static IReadOnlyList<string> System { get; } =
        ["sys_id", "number", "active", "sys_created_on", "sys_created_by", "sys_updated_on", "sys_updated_by", "sys_mod_count", "sys_class_name"];

    /// <summary>
    /// The field a name means, or null when there is none. People and teams are kept by name, so that the
    /// dot-walks <c>caller_id.name</c>, <c>.user_name</c> and <c>.sys_id</c> are the field itself.
    /// </summary>
    public string? Resolve(string name)
    {
        if (name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0)
        {
            var (field, end) = (name[..dot], name[(dot + 1)..]);
            return fields.Find(field)?.Type is FieldType.User or FieldType.Team && end is "name" or "user_name" or "sys_id" ? field : null;
        }

        return IsName(name) && (System.Contains(name) || fields.Find(name) is not null) ? name : null;
    }

    /// <summary>The text to compare a field with: booleans come in any case, choices also by their words.</summary>
    public string ValueOf(string field, string text)
    {
        if (field == "active") return text.ToLowerInvariant();
        if (fields.Find(field) is not { } known || text.Length == 0) return text;
        if (known.Type is not (FieldType.Boolean or FieldType.NumberChoice or FieldType.TextChoice)) return text;
        var (value, problem) = TicketFields.Parse(known, text);
        return problem is null ? TableText.Of(value) : text;
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one == '_');
}
