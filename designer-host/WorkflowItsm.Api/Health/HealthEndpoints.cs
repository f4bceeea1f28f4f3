using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Api.Health;

/// <summary>For supervisors: <c>/health/live</c> (the process answers) and <c>/health/ready</c> (it takes commands).</summary>
internal static class HealthEndpoints
{
    private const string Why = "Supervisors have no account, and the answer is one word.";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Word(StatusCodes.Status200OK, "live"))
            .AnonymousBecause(Why).WithTags("Health").WithSummary("Whether the process answers.");
        app.MapGet("/health/ready", (IRuntimeStatus status) => status.Phase == RuntimePhase.Ready
                ? Word(StatusCodes.Status200OK, "ready")
                : Word(StatusCodes.Status503ServiceUnavailable, status.Phase.ToString().ToLowerInvariant()))
            .AnonymousBecause(Why).WithTags("Health").WithSummary("Whether commands are taken.");
    }

    private static JsonAnswer Word(int status, string word) => new(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", word);
        writer.WriteEndObject();
    });
}
