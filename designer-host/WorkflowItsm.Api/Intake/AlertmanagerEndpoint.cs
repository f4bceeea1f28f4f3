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

namespace WorkflowItsm.Api.Intake;

/// <summary>
/// Takes what Alertmanager's webhook posts. One message a post goes to the conversation of the alert group; the
/// conversation, not this endpoint, sees to it that a group has one incident, and the drawn process, not this
/// endpoint, asks the intake table what the labels mean.
/// </summary>
internal sealed class AlertmanagerEndpoint(ICaseRuntime runtime)
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
        var key = KeyOf(post.GroupKey);
        var message = post.IsFiring ? "alert.firing" : "alert.resolved";
        var publish = new ConversationCommand.Publish(message, Payload(post), runtime.NewCaseId());
        var call = new CaseCall(ConversationCore.KindName, $"{ConversationCore.KindName}:{key}", publish, http.Actor());
        var result = await runtime.SendAsync(call, http.RequestAborted);
        return Refusals.Of(result) is { } refused ? refused : JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("received", true);
            writer.WriteEndObject();
        });
    }

    /// <summary>The conversation's key: readable as long as it is short, else a digest.</summary>
    internal static string KeyOf(string groupKey) =>
        "alert:" + (groupKey.Length <= LongestReadableKey ? groupKey : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(groupKey))));

    private static FeelContext Payload(AlertPost post) => FeelContext.Of(
        ("alerts", FeelValue.List(post.Alerts)),
        ("status", post.IsFiring ? "firing" : "resolved"),
        ("group_key", post.GroupKey),
        ("summary", post.Summary),
        ("labels", FeelValue.Context(post.Labels)));
}
