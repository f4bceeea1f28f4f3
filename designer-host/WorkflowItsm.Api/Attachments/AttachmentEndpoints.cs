using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Api.Tickets;

namespace WorkflowItsm.Api.Attachments;

/// <summary>Files of tickets over HTTP.</summary>
internal sealed class AttachmentEndpoints(AttachmentDesk desk, AttachmentFiles files, TicketLookup lookup)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var attachments = app.MapGroup("/api/v1/tickets/{ticket}/attachments").WithTags("Tickets");
        attachments.MapPost("", (string ticket, AttachmentEndpoints endpoints, HttpContext http) => endpoints.AttachAsync(ticket, http))
            .RequireAuthorization(Policies.ChangeTickets).Takes("application/octet-stream", "The bytes of the file; its name comes as ?name=.")
            .WithSummary("Puts a file to a ticket.");
        attachments.MapGet("/{id}", (string ticket, string id, AttachmentEndpoints endpoints, HttpContext http) => endpoints.GetAsync(ticket, id, http))
            .RequireAuthorization(Policies.ReadTickets).WithSummary("Reads a file of a ticket.");
    }

    private async Task<IResult> AttachAsync(string ticket, HttpContext http)
    {
        var actor = http.Actor();
        if (await lookup.FindAsync(ticket, actor, http.RequestAborted) is null) return TicketReads.Missing(ticket);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = desk.MaxBytes + 1L;
        var (body, tooLarge) = await BoundedBody.ReadAsync(http.Request, desk.MaxBytes);
        if (tooLarge is not null) return Refusals.Of(desk.TooLarge())!;
        var (call, wrong) = CommandHeaders.Apply(http.Request, new(actor), body);
        if (wrong is not null) return wrong;
        var answer = await desk.AttachAsync(ticket, http.Request.Query["name"].ToString(), body, call, http.RequestAborted);
        if (Refusals.Of(answer) is { } refused) return refused;
        // A repeat under an idempotency key gets the first one's file: the newest with the same bytes.
        var found = await lookup.FindAsync(ticket, actor, http.RequestAborted);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body.Span));
        if (found is null || (await lookup.AttachmentsAsync(found, http.RequestAborted)).Items.LastOrDefault(one => one.Sha256 == digest) is not { } file)
            return TicketReads.Missing(ticket);
        http.Response.Headers.Location = AttachmentView.LinkTo(found.Record.Number, file.Id);
        return new JsonAnswer(StatusCodes.Status201Created, writer => AttachmentView.Write(writer, found.Record, file));
    }

    private async Task<IResult> GetAsync(string ticket, string id, HttpContext http)
    {
        if (await lookup.FindAsync(ticket, http.Actor(), http.RequestAborted) is not { } found) return TicketReads.Missing(ticket);
        var file = (await lookup.AttachmentsAsync(found, http.RequestAborted)).Items.FirstOrDefault(one => one.Id == id);
        if (file is null || files.Open(file.Id) is not { } stream)
            return ApiError.NotFound($"{found.Record.Number} has no attachment '{id}'.", $"{found.Record.Number} 没有附件“{id}”。");
        var headers = http.Response.Headers;
        // What somebody else wrote must neither run nor be taken for something else.
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox";
        headers.CacheControl = "private, no-cache";
        var isImage = AttachmentKind.All.Any(kind => kind.IsImage && kind.Type == file.Type);
        var disposition = new ContentDispositionHeaderValue(isImage ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name.Length > 0 ? file.Name : file.Id);
        headers.ContentDisposition = disposition.ToString();
        return Results.Stream(stream, file.Type, entityTag: new($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }
}
