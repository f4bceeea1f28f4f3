using System.Text.Json;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.TableApi;

/// <summary>What a client sent for a record.</summary>
/// <param name="Fields">The fields to be set.</param>
/// <param name="State">The state that is asked for; null for none.</param>
/// <param name="Comment">A comment; null for none.</param>
/// <param name="WorkNote">An internal note; null for none.</param>
/// <param name="Ignored">Names that mean nothing here or are only read.</param>
internal sealed record RecordInput(FeelContext Fields, int? State, string? Comment, string? WorkNote, ValueList<string> Ignored)
{
    /// <summary>Reads the members of a body; the error names every field that is wrong.</summary>
    public static (RecordInput? Input, ApiError? Error) Read(JsonElement body, TicketFields fields)
    {
        var input = new RecordInput(FeelContext.Empty, null, null, null, []);
        var errors = new List<FieldError>();
        foreach (var member in body.EnumerateObject())
        {
            if (Text(member.Value) is not { } text)
            {
                errors.Add(new(member.Name, new(
                    $"'{member.Name}' is a JSON {member.Value.ValueKind.ToString().ToLowerInvariant()}; expected a text.",
                    $"“{member.Name}”的值不是文本。")));
                continue;
            }

            input = member.Name switch
            {
                "comments" => input with { Comment = OrNull(text) },
                "work_notes" => input with { WorkNote = OrNull(text) },
                _ => input.With(member.Name, text, fields, errors),
            };
        }

        return errors.Count > 0 ? (null, ApiError.OfFields(errors)) : (input, null);
    }

    /// <summary>The members of an object as they were sent, with what reading gives turned back into plain values.</summary>
    public static FeelContext Values(JsonElement fields) => fields.EnumerateObject().Aggregate(FeelContext.Empty, (values, member) =>
        values.With(member.Name, member.Value.ValueKind == JsonValueKind.Object && Text(member.Value) is { } inner ? inner : FeelJson.Read(member.Value)));

    private RecordInput With(string name, string text, TicketFields fields, List<FieldError> errors)
    {
        // The state is not a field that is set: the process is asked for it.
        if (fields.Find(name) is not { } field || (field.IsReadOnly && name != "state")) return this with { Ignored = Ignored.Add(name) };
        var (value, problem) = TicketFields.Parse(field, text);
        if (problem is not null)
        {
            errors.Add(new(name, problem));
            return this;
        }

        if (name != "state") return this with { Fields = Fields.With(name, value) };
        return value.TryGetInt(out var state) ? this with { State = state } : this;
    }

    // Clients send numbers and booleans bare where ServiceNow keeps texts.
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "",
        // {"value": …, "display_value": …} and {"value": …, "link": …} are what reading gives; sending it back must work.
        JsonValueKind.Object when value.TryGetProperty("value", out var inner) && inner.ValueKind is JsonValueKind.String => inner.GetString(),
        _ => null,
    };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
