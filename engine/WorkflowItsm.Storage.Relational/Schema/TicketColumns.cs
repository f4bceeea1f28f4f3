using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Storage.Relational.Schema;

/// <summary>
/// Which fields of a ticket have a column of their own, and how a search row becomes a ticket row. To give a field
/// a column: a line here, a property of <see cref="TicketEntity"/>, a migration.
/// </summary>
internal static class TicketColumns
{
    /// <summary>Field, and the property that holds its text.</summary>
    public static IReadOnlyList<(string Field, string Property)> Fields { get; } =
    [
        ("state", nameof(TicketEntity.State)),
        ("priority", nameof(TicketEntity.Priority)),
        ("class", nameof(TicketEntity.Class)),
        ("impact", nameof(TicketEntity.Impact)),
        ("urgency", nameof(TicketEntity.Urgency)),
        ("assignment_group", nameof(TicketEntity.AssignmentGroup)),
        ("assigned_to", nameof(TicketEntity.AssignedTo)),
        ("caller_id", nameof(TicketEntity.CallerId)),
        ("opened_by", nameof(TicketEntity.OpenedBy)),
        ("short_description", nameof(TicketEntity.ShortDescription)),
        ("correlation_id", nameof(TicketEntity.CorrelationId)),
        ("category", nameof(TicketEntity.Category)),
        ("business_service", nameof(TicketEntity.BusinessService)),
        ("opened_at", nameof(TicketEntity.OpenedAt)),
        ("sys_updated_on", nameof(TicketEntity.SysUpdatedOn)),
        ("sla_due", nameof(TicketEntity.SlaDue)),
        ("engine_incident", nameof(TicketEntity.EngineIncident)),
        ("resolved_at", nameof(TicketEntity.ResolvedAt)),
        ("closed_at", nameof(TicketEntity.ClosedAt)),
    ];

    /// <summary>What is not a field of the ticket's context, but of the row itself.</summary>
    public static IReadOnlyList<(string Field, string Property)> Own { get; } =
    [
        ("sys_id", nameof(TicketEntity.CaseId)),
        ("number", nameof(TicketEntity.Number)),
        ("active", nameof(TicketEntity.Active)),
    ];

    /// <summary>Whether the column of a field is in an index.</summary>
    public static bool IsIndexed(string field) => field is "number" or "assignment_group" or "assigned_to"
        or "caller_id" or "opened_by" or "correlation_id";

    /// <summary>Whether the column of a field is in an index with others, and holds nothing but a number or a time.</summary>
    public static bool IsShort(string field) => field is "state" or "priority" or "sla_due" or "sys_updated_on" or "opened_at" or "closed_at";

    /// <summary>"true" or "false".</summary>
    public static string Active(SearchRow row) => row.Active ? "true" : "false";

    /// <summary>All fields as a JSON object of texts.</summary>
    /// <param name="row">The row.</param>
    /// <param name="storable">A text as the database can keep it.</param>
    public static string Json(SearchRow row, Func<string, string> storable) =>
        JsonSerializer.Serialize(row.Fields.ToDictionary(field => field.Key, field => storable(TableText.Of(field.Value))));

    /// <summary>Whether two JSON objects hold the same texts, in whatever order.</summary>
    public static bool SameJson(string one, string other)
    {
        if (one == other) return true;
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(one), JsonNode.Parse(other));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>All fields exactly.</summary>
    public static byte[] Exact(FeelContext fields)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1024);
        FeelBinary.Write(buffer, FeelValue.Context(fields));
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The fields that <see cref="Exact"/> wrote.</summary>
    public static FeelContext ReadExact(ReadOnlySpan<byte> exact) =>
        FeelBinary.Read(ref exact).TryGetContext(out var fields) ? fields : FeelContext.Empty;
}
