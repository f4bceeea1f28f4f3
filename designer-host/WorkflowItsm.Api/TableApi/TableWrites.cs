using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.TableApi;

/// <summary>The writing half of the Table API: reads the request, asks the desk, answers with the record.</summary>
internal sealed class TableWrites(TicketDesk desk, ITicketQueries queries)
{
    /// <summary>Opens a ticket under the published process of its table.</summary>
    public async Task<IResult> OpenAsync(string table, HttpContext http)
    {
        if (TicketFields.Of(table) is not { } fields) return Tables.Invalid(table);
        var (input, body, error) = await ReadAsync(http, fields);
        if (input is null) return error!;
        var ticket = new NewTicket(table, input.Fields, input.State, input.Comment, input.WorkNote);
        return await AnswerAsync(http, fields, body, call => desk.OpenAsync(ticket, call, http.RequestAborted), StatusCodes.Status201Created);
    }

    /// <summary>Changes a ticket: fields, comments and the state that is asked for, all or nothing.</summary>
    public async Task<IResult> UpdateAsync(string table, string sysId, HttpContext http)
    {
        if (TicketFields.Of(table) is not { } fields) return Tables.Invalid(table);
        if (await queries.FindAsync(table, sysId, http.Actor(), http.RequestAborted) is null) return Tables.NoRecord(table, sysId);
        var (input, body, error) = await ReadAsync(http, fields);
        if (input is null) return error!;
        var change = new TicketChange(input.Fields, input.State, input.Comment, input.WorkNote);
        return await AnswerAsync(http, fields, body, call => desk.UpdateAsync(sysId, change, call, http.RequestAborted), StatusCodes.Status200OK);
    }

    private static async Task<(RecordInput? Input, ReadOnlyMemory<byte> Body, ApiError? Error)> ReadAsync(
        HttpContext http, TicketFields fields)
    {
        if (BodyKinds.UnlessJson(http.Request) is { } other) return (null, default, other);
        var (body, tooLarge) = await BoundedBody.ReadAsync(http.Request, BoundedBody.TicketLimit);
        if (tooLarge is not null) return (null, body, tooLarge);
        var (root, malformed) = JsonBody.Parse(body);
        if (malformed is not null) return (null, body, malformed);
        var (input, error) = RecordInput.Read(root, fields);
        if (input is { Ignored.IsEmpty: false }) http.Response.Headers["X-Ignored-Fields"] = HeaderText.Of(input.Ignored);
        return (input, body, error);
    }

    private async Task<IResult> AnswerAsync(
        HttpContext http, TicketFields fields, ReadOnlyMemory<byte> body, Func<DeskCall, Task<DeskAnswer>> ask, int status)
    {
        var (call, error) = CommandHeaders.Apply(http.Request, new(http.Actor()), body);
        if (error is not null) return error;
        var answer = await ask(call);
        if (answer is not DeskAnswer.Done done) return Refusals.Of(answer)!;
        // Only a requester may have asked for what he may not see; for the others the state at hand spares a query.
        var record = call.Actor.Role == Role.Requester
            ? await queries.FindAsync(fields.Table, done.CaseId, call.Actor, http.RequestAborted)
            : done.ToRecord();
        return record?.Table == fields.Table ? TableReads.Answer(http, fields, record, status) : Tables.NoRecord(fields.Table, done.CaseId);
    }
}
