using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Insight;
using WorkflowItsm.Runtime.Integrity;

namespace WorkflowItsm.Api.Operations;

/// <summary><c>/api/v1/status</c>: how the server is, for those who run it.</summary>
internal static class StatusEndpoint
{
    public static void Map(IEndpointRouteBuilder app) => app
        .MapGet("/api/v1/status", (IRuntimeStatus status, IIntegrityStatus integrity, IStoreFigures figures, TimeProvider time, HttpContext http) =>
            AnswerAsync(status, integrity.Current, figures, time, http))
        .RequireAuthorization(Policies.ReadOperations).WithTags("Operations")
        .WithSummary("How the server is: what is overdue, what waits, and what the check of the journal has found so far.");

    private static async Task<IResult> AnswerAsync(
        IRuntimeStatus status, IntegrityReport integrity, IStoreFigures figures, TimeProvider time, HttpContext http)
    {
        var counted = await figures.CountAsync(time.GetUtcNow(), http.RequestAborted);
        return JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("phase", status.Phase.ToString().ToLowerInvariant());
            writer.WriteNumber("overdue", counted.Overdue);
            writer.WriteNumber("effects_waiting", counted.EffectsWaiting);
            writer.WriteNumber("effects_dead", counted.EffectsDead);
            writer.WriteNumber("store_bytes", counted.Bytes);
            Write(writer, integrity);
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, IntegrityReport integrity)
    {
        writer.WriteStartObject("integrity");
        writer.WriteString("phase", integrity.Phase.ToString().ToLowerInvariant());
        writer.WriteNumber("rows_checked", integrity.RowsChecked);
        writer.WriteNumber("rows", integrity.Rows);
        writer.WriteNumber("problem_count", integrity.ProblemCount);
        writer.WriteStartArray("problems");
        foreach (var problem in integrity.Problems)
        {
            writer.WriteStartObject();
            if (problem.Position is { } position) writer.WriteNumber("position", position);
            else writer.WriteNull("position");
            writer.WriteString("case", problem.CaseId);
            writer.WriteString("sentence", problem.Sentence);
            writer.WriteString("sentence_zh", problem.SentenceZh);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
