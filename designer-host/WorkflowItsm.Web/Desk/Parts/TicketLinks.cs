using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Web.Desk.Parts;

/// <summary>Addresses of a ticket.</summary>
internal static class TicketLinks
{
    public static string Page(string number) => $"/tickets/{Uri.EscapeDataString(number)}";

    public static string Attachments(string number) => $"/api/v1/tickets/{Uri.EscapeDataString(number)}/attachments";

    public static string Of(string number, Attachment file) => $"{Attachments(number)}/{file.Id}";
}
