using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Jobs;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Api.TableApi;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Api.Tickets;

/// <summary>The writing half of the ticket API: reads the request, asks the desk, answers with the ticket.</summary>
internal sealed class TicketWrites(TicketDesk desk, TicketLookup lookup, TicketReads reads)
{
    private const int MaxElement = 1000;

    public Task<IResult> ClaimAsync(string ticket, int task, HttpContext http) =>
        SendAsync(ticket, http, (_, call) => desk.ClaimAsync(ticket, task, call, http.RequestAborted));

    public Task<IResult> ReleaseAsync(string ticket, int task, HttpContext http) =>
        SendAsync(ticket, http, (_, call) => desk.ReleaseAsync(ticket, task, call, http.RequestAborted));

    public Task<IResult> RetryAsync(string ticket, int incident, HttpContext http) =>
        SendAsync(ticket, http, (_, call) => desk.RetryAsync(ticket, incident, call, http.RequestAborted));

    public Task<IResult> SkipAsync(string ticket, HttpContext http) => OperateAsync(ticket, http, ["incident", "variables"], body =>
    {
        var (incident, variables) = (body.Id("incident"), body.Context("variables"));
        return call => desk.SkipAsync(ticket, incident, variables, call, http.RequestAborted);
    });

    public Task<IResult> MoveTokenAsync(string ticket, HttpContext http) => OperateAsync(ticket, http, ["token", "element"], body =>
    {
        var (token, element) = (body.Id("token"), body.Text("element", MaxElement));
        return call => desk.MoveTokenAsync(ticket, token, element, call, http.RequestAborted);
    });

    public Task<IResult> CancelTokenAsync(string ticket, HttpContext http) => OperateAsync(ticket, http, ["token"], body =>
    {
        var token = body.Id("token");
        return call => desk.CancelTokenAsync(ticket, token, call, http.RequestAborted);
    });

    public Task<IResult> SetVariablesAsync(string ticket, HttpContext http) => OperateAsync(ticket, http, ["scope", "variables"], body =>
    {
        int? scope = body.Has("scope") ? body.Id("scope") : null;
        var variables = body.Context("variables");
        return call => desk.SetVariablesAsync(ticket, scope, variables, call, http.RequestAborted);
    });

    public Task<IResult> ActAsync(string ticket, int task, HttpContext http) => SendAsync(ticket, http, async (body, call) =>
    {
        var (fields, wrong) = Fields(body);
        return wrong ?? await desk.ActAsync(ticket, task, fields, call, http.RequestAborted);
    });

    public Task<IResult> CompleteAsync(string ticket, int task, HttpContext http) => SendAsync(ticket, http, async (body, call) =>
    {
        if (body is not { } root || !root.TryGetProperty("outcome", out var outcome) || outcome.ValueKind != JsonValueKind.String)
            return DeskAnswer.Refuse("field-invalid", new("'outcome' must be a text: the id of one of the task's outcomes.",
                "“outcome”必须是文本：任务结果之一的标识。"), "outcome");
        var (fields, wrong) = Fields(body);
        return wrong ?? await desk.CompleteAsync(ticket, task, outcome.GetString()!, fields, call, http.RequestAborted);
    });

    private async Task<IResult> SendAsync(string ticket, HttpContext http, Func<JsonElement?, DeskCall, Task<DeskAnswer>> ask)
    {
        var actor = http.Actor();
        if (await lookup.FindAsync(ticket, actor, http.RequestAborted) is not { } found) return TicketReads.Missing(ticket);
        if (BodyKinds.UnlessJson(http.Request) is { } other) return other;
        var (body, tooLarge) = await BoundedBody.ReadAsync(http.Request, BoundedBody.TicketLimit);
        if (tooLarge is not null) return tooLarge;
        var (root, malformed) = body.IsEmpty ? default : JsonBody.Parse(body);
        if (malformed is not null) return malformed;
        var (call, badHeader) = CommandHeaders.Apply(http.Request, new(actor), body);
        if (badHeader is not null) return badHeader;
        if (Refusals.Of(await ask(body.IsEmpty ? null : root, call)) is { } refused) return refused;
        return await lookup.FindAsync(found.Record.CaseId, actor, http.RequestAborted) is { } after ? await reads.AnswerAsync(after, http) : TicketReads.Missing(ticket);
    }

    /// <summary>What is wrong with the members is said of all at once.</summary>
    private Task<IResult> OperateAsync(string ticket, HttpContext http, string[] known, Func<JobBody, Func<DeskCall, Task<DeskAnswer>>> read) =>
        SendAsync(ticket, http, async (root, call) =>
        {
            if (root is not { } members) return DeskAnswer.Refuse("body-empty", new("The body is empty; expected a JSON object.", "请求正文为空；应为 JSON 对象。"));
            var body = new JobBody(members, known);
            var ask = read(body);
            return body.Problems is { IsEmpty: false } problems ? DeskAnswer.RefuseFields(problems) : await ask(call);
        });

    private static (FeelContext Fields, DeskAnswer? Wrong) Fields(JsonElement? body)
    {
        if (body is not { } root || !root.TryGetProperty("fields", out var fields) || fields.ValueKind == JsonValueKind.Null)
            return (FeelContext.Empty, null);
        return fields.ValueKind == JsonValueKind.Object
            ? (RecordInput.Values(fields), null)
            : (FeelContext.Empty, DeskAnswer.Refuse("field-invalid", new("'fields' must be an object of field names and texts.",
                "“fields”必须是字段名和文本组成的对象。"), "fields"));
    }
}
