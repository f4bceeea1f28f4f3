using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.Api.Intake;

/// <summary>
/// Takes what Alertmanager's webhook posts. One message a post goes to the conversation of the alert group; the
/// conversation, not this endpoint, sees to it that a group has one incident.
/// </summary>
internal sealed class AlertmanagerEndpoint(ICaseRuntime runtime, IDefinitions definitions, TimeProvider time)
{
    private const int LongestReadableKey = 400;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/intake/alertmanager", (AlertmanagerEndpoint endpoint, HttpContext http) => endpoint.ReceiveAsync(http))
            .RequireAuthorization(Policies.Intake)
            .Takes(BodyKinds.Json, "What Alertmanager posts: webhook payload version 4.").WithTags("Intake")
            .WithSummary("Takes a post of Alertmanager's webhook.");

    private async Task<IResult> ReceiveAsync(HttpContext http)
    {
        var (body, malformed) = await JsonBody.ReadAsync(http.Request);
        if (malformed is not null) return malformed;
        var (post, error) = AlertPost.Read(body);
        if (post is null) return error!;
        if (definitions.Current.FindDecision(IntakeDecision.Id) is not { } table)
        {
            return new ApiError(StatusCodes.Status503ServiceUnavailable, "no-intake-table", new(
                $"No published table has the id '{IntakeDecision.Id}', so that the alert cannot be mapped; publish one.",
                $"没有标识为“{IntakeDecision.Id}”的已发布决策表，无法映射告警；请先发布。"))
            { RetryAfter = TimeSpan.FromSeconds(30) };
        }

        var decision = IntakeDecision.Of(table, post.Labels, time.GetUtcNow());
        var key = KeyOf(post.GroupKey);
        var message = post.IsFiring ? "alert.firing" : "alert.resolved";
        var publish = new ConversationCommand.Publish(message, Payload(post, decision), runtime.NewCaseId());
        var call = new CaseCall(ConversationCore.KindName, $"{ConversationCore.KindName}:{key}", publish, http.Actor());
        var result = await runtime.SendAsync(call, http.RequestAborted);
        return Refusals.Of(result) is { } refused ? refused : JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("received", true);
            writer.WriteBoolean("mapped", decision.IsMapped);
            writer.WriteEndObject();
        });
    }

    /// <summary>The conversation's key: readable as long as it is short, else a digest.</summary>
    internal static string KeyOf(string groupKey) =>
        "alert:" + (groupKey.Length <= LongestReadableKey ? groupKey : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(groupKey))));

    private static FeelContext Payload(AlertPost post, IntakeDecision decision)
    {
        var payload = FeelContext.Of(
            ("alerts", FeelValue.List(post.Alerts)),
            ("status", post.IsFiring ? "firing" : "resolved"),
            ("group_key", post.GroupKey),
            ("summary", post.Summary),
            ("labels", FeelValue.Context(post.Labels)));
        foreach (var (name, value) in decision.Fields) payload = payload.With(name, value);
        return payload;
    }
}
