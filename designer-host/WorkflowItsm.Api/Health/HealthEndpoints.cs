using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Integrity;

namespace WorkflowItsm.Api.Health;

/// <summary>For supervisors: <c>/health/live</c> (the process answers) and <c>/health/ready</c> (it takes commands).</summary>
internal static class HealthEndpoints
{
    private const string Why = "Supervisors have no account, and the answer is a word or two.";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Word(StatusCodes.Status200OK, "live"))
            .AnonymousBecause(Why).WithTags("Health").WithSummary("Whether the process answers.");
        app.MapGet("/health/ready", (IRuntimeStatus status, IIntegrityStatus integrity) => (status.Phase, integrity.Current.IsDamaged) switch
            {
                (RuntimePhase.Ready, false) => Word(StatusCodes.Status200OK, "ready"),
                // Others of its cases are as good as ever: it goes on, and says that somebody has to look.
                (RuntimePhase.Ready, true) => Word(StatusCodes.Status200OK, "degraded", "journal-damaged"),
                var (phase, _) => Word(StatusCodes.Status503ServiceUnavailable, phase.ToString().ToLowerInvariant()),
            })
            .AnonymousBecause(Why).WithTags("Health").WithSummary("Whether commands are taken, and whether the journal was found damaged.");
    }

    private static JsonAnswer Word(int status, string word, string? reason = null) => new(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", word);
        if (reason is not null) writer.WriteString("reason", reason);
        writer.WriteEndObject();
    });
}
