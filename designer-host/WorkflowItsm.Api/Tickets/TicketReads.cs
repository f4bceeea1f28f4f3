using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Itsm.Timeline;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Api.Tickets;

/// <summary>The reading half of the ticket API.</summary>
internal sealed class TicketReads(TicketLookup lookup, ICaseRuntime runtime, IDefinitions definitions, TimeProvider time)
{
    public async Task<IResult> GetAsync(string idOrNumber, HttpContext http)
    {
        var (found, error) = await lookup.FindAsync(idOrNumber, http.Actor(), http.RequestAborted);
        return found is null ? error! : Answer(found, http);
    }

    public async Task<IResult> TimelineAsync(string idOrNumber, HttpContext http)
    {
        var actor = http.Actor();
        var (found, error) = await lookup.FindAsync(idOrNumber, actor, http.RequestAborted);
        if (found is null) return error!;
        var history = await runtime.HistoryAsync(TicketCore.StreamKind, found.Record.CaseId, http.RequestAborted);
        var lines = TimelineWriter.Lines(history.Select(fact => (fact.Header, fact.Fact)), definitions.At(found.State.Release));
        var language = Languages.Of(http.Request);
        return JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("lines");
            foreach (var line in lines)
                if (!line.IsInternal || actor.Role != Role.Requester) TimelineView.Write(writer, line, language);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>A ticket as an answer, with its ETag.</summary>
    public JsonAnswer Answer(FoundTicket found, HttpContext http)
    {
        http.Response.Headers.ETag = CommandHeaders.ETag(found.Record.Version);
        var (release, actor, now, language) = (definitions.At(found.State.Release), http.Actor(), time.GetUtcNow(), Languages.Of(http.Request));
        return JsonAnswer.Ok(writer => TicketView.Write(writer, found, release, actor, now, language));
    }
}
