using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Jobs;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Api.Intake;

/// <summary>Takes BPMN messages and signals from outside and gives them to the conversation of their key or to their topic.</summary>
internal sealed class MessageEndpoints(ICaseRuntime runtime)
{
    private const int MaxName = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/messages", (MessageEndpoints endpoint, HttpContext http) => endpoint.MessageAsync(http))
            .RequireAuthorization(Policies.Intake).WithTags("Intake")
            .Takes(BodyKinds.Json, """{"name": "payment.received", "key": "order-7", "payload": {"amount": 12}}; key and payload may be left out.""")
            .WithSummary("Sends a message: to the conversation of its key, or without one to the case that has waited longest; it may begin a process, or wait for a case.");
        app.MapPost("/api/v1/signals", (MessageEndpoints endpoint, HttpContext http) => endpoint.SignalAsync(http))
            .RequireAuthorization(Policies.Intake).WithTags("Intake")
            .Takes(BodyKinds.Json, """{"name": "site.closed", "payload": {"site": "B2"}}; payload may be left out.""")
            .WithSummary("Throws a signal: every case that waits for it hears it, and every process that starts with it begins.");
    }

    private Task<IResult> MessageAsync(HttpContext http) => TakeAsync(http, ["name", "key", "payload"], body =>
    {
        var (name, payload) = (body.Text("name", MaxName), body.Context("payload"));
        var key = body.Has("key") ? body.Text("key", MaxName) : "";
        return key.Length == 0
            ? (TopicCore.KindName, TopicCore.CaseIdOf(Topic.OfMessage(name)), new TopicCommand.Publish(payload, null))
            : (ConversationCore.KindName, ConversationCore.CaseIdOf(key), new ConversationCommand.Publish(name, payload, null));
    });

    private Task<IResult> SignalAsync(HttpContext http) => TakeAsync(http, ["name", "payload"], body =>
        (TopicCore.KindName, TopicCore.CaseIdOf(Topic.OfSignal(body.Text("name", MaxName))), new TopicCommand.Publish(body.Context("payload"), null)));

    private async Task<IResult> TakeAsync(HttpContext http, string[] known, Func<JobBody, (string Kind, string CaseId, CaseCommand Command)> read)
    {
        if (BodyKinds.UnlessJson(http.Request) is { } other) return other;
        var (bytes, tooLarge) = await BoundedBody.ReadAsync(http.Request, BoundedBody.TicketLimit);
        if (tooLarge is not null) return tooLarge;
        var (root, malformed) = JsonBody.Parse(bytes);
        if (malformed is not null) return malformed;
        var body = new JobBody(root, known);
        var (kind, caseId, command) = read(body);
        if (body.Error is { } wrong) return wrong;
        var (call, badHeader) = CommandHeaders.Apply(http.Request, new DeskCall(http.Actor()), bytes);
        if (badHeader is not null) return badHeader;
        var result = await runtime.SendAsync(
            new(kind, caseId, command, call.Actor) { IdempotencyKey = call.IdempotencyKey, RequestDigest = call.RequestDigest }, http.RequestAborted);
        return Refusals.Of(result) is { } refused ? refused : JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("received", true);
            writer.WriteEndObject();
        });
    }
}
