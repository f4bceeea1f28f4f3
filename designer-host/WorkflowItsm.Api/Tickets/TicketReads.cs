using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;

namespace WorkflowItsm.Api.Tickets;

/// <summary>The reading half of the ticket API.</summary>
internal sealed class TicketReads(TicketLookup lookup, TimeProvider time)
{
    public async Task<IResult> GetAsync(string idOrNumber, HttpContext http) =>
        await lookup.FindAsync(idOrNumber, http.Actor(), http.RequestAborted) is { } found ? await AnswerAsync(found, http) : Missing(idOrNumber);

    public async Task<IResult> TimelineAsync(string idOrNumber, HttpContext http)
    {
        var actor = http.Actor();
        if (await lookup.FindAsync(idOrNumber, actor, http.RequestAborted) is not { } found) return Missing(idOrNumber);
        var lines = await lookup.TimelineAsync(found, actor, cancellationToken: http.RequestAborted);
        var language = Languages.Of(http.Request);
        return JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("lines");
            foreach (var line in lines) TimelineView.Write(writer, line, language);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public async Task<IResult> WhyAsync(string idOrNumber, long sequence, HttpContext http)
    {
        if (await lookup.FindAsync(idOrNumber, http.Actor(), http.RequestAborted) is not { } found) return Missing(idOrNumber);
        if (await lookup.WhyAsync(found, sequence, http.RequestAborted) is not { } why)
            return new ApiError(StatusCodes.Status404NotFound, "not-found", TicketLookup.NoDecision(sequence));
        var language = Languages.Of(http.Request);
        return JsonAnswer.Ok(writer => WhyView.Write(writer, why, language));
    }

    /// <summary>A ticket as an answer, with its ETag.</summary>
    public async Task<JsonAnswer> AnswerAsync(FoundTicket found, HttpContext http)
    {
        http.Response.Headers.ETag = CommandHeaders.ETag(found.Record.Version);
        var (actor, now, language) = (http.Actor(), time.GetUtcNow(), Languages.Of(http.Request));
        var attachments = await lookup.AttachmentsAsync(found, http.RequestAborted);
        return JsonAnswer.Ok(writer => TicketView.Write(writer, found, attachments, actor, now, language));
    }

    public static ApiError Missing(string idOrNumber) => new(StatusCodes.Status404NotFound, "not-found", TicketLookup.Missing(idOrNumber));
}
