using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;

namespace WorkflowItsm.Api.Intake;

/// <summary>Takes what Alertmanager's webhook posts: one message a post.</summary>
internal sealed class AlertmanagerEndpoint(AlertIntake intake)
{
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
        var result = await intake.SendAsync(post.GroupKey, post.IsFiring, post.Labels, post.Summary, post.Alerts, http.Actor(), http.RequestAborted);
        return Refusals.Of(result) is { } refused ? refused : JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("received", true);
            writer.WriteEndObject();
        });
    }
}
