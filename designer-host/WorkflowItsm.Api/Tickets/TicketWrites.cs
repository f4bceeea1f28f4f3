using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Api.TableApi;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Api.Tickets;

/// <summary>The writing half of the ticket API: what people do to tasks, actions and what stands still.</summary>
internal sealed class TicketWrites(TicketLookup lookup, TicketReads reads, ICaseRuntime runtime)
{
    public Task<IResult> ClaimAsync(string ticket, int task, HttpContext http) =>
        SendAsync(ticket, http, (_, _) => (new TicketCommand.Assign(task, http.Actor().Name), null));

    public Task<IResult> ReleaseAsync(string ticket, int task, HttpContext http) =>
        SendAsync(ticket, http, (_, _) => (new TicketCommand.Assign(task, null), null));

    public Task<IResult> RetryAsync(string ticket, int incident, HttpContext http) =>
        SendAsync(ticket, http, (_, _) => (new TicketCommand.Retry(incident), null));

    public Task<IResult> ActAsync(string ticket, int task, HttpContext http) => SendAsync(ticket, http, (table, body) =>
    {
        var (fields, error) = Fields(table, body);
        return error is null ? (new TicketCommand.Act(task, fields), null) : (null, error);
    });

    public Task<IResult> CompleteAsync(string ticket, int task, HttpContext http) => SendAsync(ticket, http, (table, body) =>
    {
        if (body is not { } root || !root.TryGetProperty("outcome", out var outcome) || outcome.ValueKind != JsonValueKind.String)
            return (null, ApiError.OfFields([new("outcome", new("'outcome' must be a text: the id of one of the task's outcomes.",
                "“outcome”必须是文本：任务结果之一的标识。"))]));
        var (fields, error) = Fields(table, body);
        return error is null ? (new TicketCommand.Complete(task, outcome.GetString()!, fields), null) : (null, error);
    });

    private async Task<IResult> SendAsync(
        string ticket, HttpContext http, Func<string, JsonElement?, (TicketCommand? Command, ApiError? Error)> read)
    {
        var actor = http.Actor();
        var (found, missing) = await lookup.FindAsync(ticket, actor, http.RequestAborted);
        if (found is null) return missing!;
        if (BodyKinds.UnlessJson(http.Request) is { } other) return other;
        var (body, tooLarge) = await BoundedBody.ReadAsync(http.Request, BoundedBody.TicketLimit);
        if (tooLarge is not null) return tooLarge;
        var (root, malformed) = body.IsEmpty ? default : JsonBody.Parse(body);
        if (malformed is not null) return malformed;
        var (command, wrong) = read(found.Record.Table, body.IsEmpty ? null : root);
        if (command is null) return wrong!;
        var (call, badHeader) = CommandHeaders.Apply(http.Request, new(TicketCore.StreamKind, found.Record.CaseId, command, actor), body);
        if (badHeader is not null) return badHeader;
        if (Refusals.Of(await runtime.SendAsync(call, http.RequestAborted)) is { } refused) return refused;
        var (after, gone) = await lookup.FindAsync(found.Record.CaseId, actor, http.RequestAborted);
        return after is null ? gone! : reads.Answer(after, http);
    }

    // Our own API has no client that depends on silence: a name that means nothing here is an error.
    private static (FeelContext Fields, ApiError? Error) Fields(string table, JsonElement? body)
    {
        if (body is not { } root || !root.TryGetProperty("fields", out var fields) || fields.ValueKind == JsonValueKind.Null)
            return (FeelContext.Empty, null);
        if (fields.ValueKind != JsonValueKind.Object || TicketFields.Of(table) is not { } known)
            return (FeelContext.Empty, ApiError.OfFields([new("fields", new("'fields' must be an object of field names and texts.",
                "“fields”必须是字段名和文本组成的对象。"))]));
        var (input, error) = RecordInput.Read(fields, known);
        if (input is null) return (FeelContext.Empty, error);
        List<string> foreign = [.. input.Ignored];
        if (input.State is not null) foreign.Add("state");
        if (input.Comment is not null) foreign.Add("comments");
        if (input.WorkNote is not null) foreign.Add("work_notes");
        return foreign.Count == 0
            ? (input.Fields, null)
            : (FeelContext.Empty, ApiError.OfFields([.. foreign.Select(name => new FieldError(name, new($"'{name}' cannot be set here.",
                $"此处不能设置“{name}”。")))]));
    }
}
