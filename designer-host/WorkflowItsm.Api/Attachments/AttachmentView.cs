using System.Text.Json;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.Attachments;

/// <summary>Writes what is known of a file as one JSON object.</summary>
internal static class AttachmentView
{
    public static void Write(Utf8JsonWriter writer, TicketRecord ticket, Attachment file)
    {
        writer.WriteStartObject();
        writer.WriteString("id", file.Id);
        writer.WriteString("name", file.Name);
        writer.WriteString("type", file.Type);
        writer.WriteNumber("size", file.Size);
        writer.WriteString("sha256", file.Sha256);
        writer.WriteString("link", LinkTo(ticket.Number, file.Id));
        writer.WriteEndObject();
    }

    public static string LinkTo(string number, string id) => $"/api/v1/tickets/{Uri.EscapeDataString(number)}/attachments/{id}";
}
