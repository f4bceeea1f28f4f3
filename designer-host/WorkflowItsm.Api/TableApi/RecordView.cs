using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.TableApi;

/// <summary>How records are shown: which fields, values or words or both, references with or without links.</summary>
internal sealed class RecordView
{
    private readonly TicketFields _fields;
    private readonly string[]? _wanted;
    private readonly string _display;
    private readonly bool _links;
    private readonly string _language;
    private readonly string _root;

    private RecordView(TicketFields fields, HttpRequest request)
    {
        _fields = fields;
        var wanted = request.Query["sysparm_fields"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _wanted = wanted.Length == 0 ? null : wanted;
        _display = request.Query["sysparm_display_value"].ToString().ToLowerInvariant();
        _links = !ListRequest.Flag(request.Query, "sysparm_exclude_reference_link");
        _language = Languages.Of(request);
        _root = $"{request.Scheme}://{request.Host}/api/now/table";
    }

    public static RecordView Of(TicketFields fields, HttpRequest request) => new(fields, request);

    /// <summary>The address of a record.</summary>
    public string LinkTo(string table, string id) => $"{_root}/{table}/{Uri.EscapeDataString(id)}";

    public void Write(Utf8JsonWriter writer, TicketRecord record)
    {
        writer.WriteStartObject();
        foreach (var name in _wanted ?? Names(record))
        {
            // An unknown name is left out, as ServiceNow does.
            if (new QueryNames(_fields).Resolve(name) is not { } field) continue;
            writer.WritePropertyName(name);
            Cell(writer, field, Value(record, field), isWalk: name != field);
        }

        writer.WriteEndObject();
    }

    private IEnumerable<string> Names(TicketRecord record) =>
        QueryNames.System.Concat(_fields.All.Items.Select(field => field.Name)).Concat(record.Fields.Keys)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static FeelValue Value(TicketRecord record, string field) => field switch
    {
        "sys_id" => record.CaseId,
        "number" => record.Number,
        "active" => record.Active,
        "sys_class_name" => record.Table,
        "sys_mod_count" when record.Fields["sys_mod_count"].IsNull => record.Version,
        // Comments and notes are lines of the timeline, not values of the record.
        "comments" or "work_notes" => FeelValue.Null,
        _ => record.Fields[field],
    };

    private void Cell(Utf8JsonWriter writer, string field, FeelValue value, bool isWalk)
    {
        var text = TableText.Of(value);
        var definition = _fields.Find(field);
        var link = _links && !isWalk && text.Length > 0 ? Link(definition, text) : null;
        switch (_display)
        {
            case "all":
                writer.WriteStartObject();
                writer.WriteString("display_value", Words(definition, value, text));
                writer.WriteString("value", text);
                if (link is not null) writer.WriteString("link", link);
                writer.WriteEndObject();
                break;
            case "true" when link is not null:
                writer.WriteStartObject();
                writer.WriteString("display_value", Words(definition, value, text));
                writer.WriteString("link", link);
                writer.WriteEndObject();
                break;
            case "true":
                writer.WriteStringValue(Words(definition, value, text));
                break;
            case var _ when link is not null:
                writer.WriteStartObject();
                writer.WriteString("link", link);
                writer.WriteString("value", text);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(text);
                break;
        }
    }

    private string? Link(FieldDefinition? definition, string text) => definition?.Type switch
    {
        // ServiceNow keeps sys_created_by and its kin as plain names.
        _ when definition?.Name.StartsWith("sys_", StringComparison.Ordinal) == true => null,
        FieldType.User => LinkTo("sys_user", text),
        FieldType.Team => LinkTo("sys_user_group", text),
        _ => null,
    };

    private string Words(FieldDefinition? definition, FeelValue value, string text)
    {
        foreach (var choice in definition?.Choices ?? [])
            if (choice.Value.Equals(value)) return choice.Label.In(_language);
        return text;
    }
}
