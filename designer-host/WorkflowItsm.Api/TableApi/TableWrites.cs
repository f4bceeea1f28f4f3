using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.TableApi;

/// <summary>The writing half of the Table API: every change is one command.</summary>
internal sealed class TableWrites(ICaseRuntime runtime, IDefinitions definitions, ITicketQueries queries)
{
    /// <summary>Opens a ticket under the published process of its table.</summary>
    public async Task<IResult> OpenAsync(string table, HttpContext http)
    {
        if (TicketFields.Of(table) is not { } fields) return Tables.Invalid(table);
        var (input, body, error) = await ReadAsync(http, fields);
        if (input is null) return error!;
        var process = definitions.Current.Processes
            .Where(process => process.Settings.TicketTable == table)
            .MinBy(process => process.Id, StringComparer.Ordinal);
        if (process is null)
        {
            return new ApiError(StatusCodes.Status503ServiceUnavailable, "no-process", new(
                $"No published process opens tickets of table '{table}'; publish a bundle with one.",
                $"没有已发布的流程可以创建表“{table}”的工单；请先发布流程包。"));
        }

        var actor = http.Actor();
        var given = input.Fields["caller_id"].IsNull ? input.Fields.With("caller_id", actor.Name) : input.Fields;
        var open = new TicketCommand.Open(process.Id, null, given) { State = input.State, Comment = input.Comment, WorkNote = input.WorkNote };
        return await SendAsync(http, fields, runtime.NewCaseId(), open, body, StatusCodes.Status201Created);
    }

    /// <summary>Changes a ticket: fields, comments and the state that is asked for, all or nothing.</summary>
    public async Task<IResult> UpdateAsync(string table, string sysId, HttpContext http)
    {
        if (TicketFields.Of(table) is not { } fields) return Tables.Invalid(table);
        if (await queries.FindAsync(table, sysId, http.Actor(), http.RequestAborted) is null) return Tables.NoRecord(table, sysId);
        var (input, body, error) = await ReadAsync(http, fields);
        if (input is null) return error!;
        var update = new TicketCommand.Update(input.Fields, input.State, input.Comment, input.WorkNote);
        return await SendAsync(http, fields, sysId, update, body, StatusCodes.Status200OK);
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

    private async Task<IResult> SendAsync(
        HttpContext http, TicketFields fields, string caseId, CaseCommand command, ReadOnlyMemory<byte> body, int status)
    {
        var (call, error) = CommandHeaders.Apply(http.Request, new(TicketCore.StreamKind, caseId, command, http.Actor()), body);
        if (error is not null) return error;
        var result = await runtime.SendAsync(call, http.RequestAborted);
        if (result is not CommandResult.Done done) return Refusals.Of(result)!;
        return await queries.FindAsync(fields.Table, done.CaseId, call.Actor, http.RequestAborted) is { } record
            ? TableReads.Answer(http, fields, record, status)
            : Tables.NoRecord(fields.Table, done.CaseId);
    }
}
