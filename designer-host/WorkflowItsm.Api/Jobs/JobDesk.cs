using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Jobs;

namespace WorkflowItsm.Api.Jobs;

/// <summary>Reads what a worker sends, asks the runtime, and writes the answer.</summary>
internal sealed class JobDesk(IJobs jobs)
{
    private const int MaxJobs = 100;
    private const int MaxLock = 24 * 3600;
    private const int MaxWait = 60;
    private const int MaxText = 2000;

    public async Task<IResult> LeaseAsync(HttpContext http)
    {
        var (root, error) = await JsonBody.ReadAsync(http.Request);
        if (error is not null) return error;
        var body = new JobBody(root, "topics", "worker", "max", "lock_seconds", "wait_seconds");
        var topics = body.Texts("topics", 20);
        var worker = body.Text("worker", 200);
        var (max, held, wait) = (body.Number("max", 1, 1, MaxJobs), body.Number("lock_seconds", 60, 1, MaxLock), body.Number("wait_seconds", 0, 0, MaxWait));
        if (body.Error is { } wrong) return wrong;
        var leased = await jobs.LeaseAsync(new(topics, worker, max, TimeSpan.FromSeconds(held), TimeSpan.FromSeconds(wait)), http.RequestAborted);
        return JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("jobs");
            foreach (var job in leased) Write(writer, job);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public Task<IResult> CompleteAsync(string id, HttpContext http) => AnswerAsync(id, http, ["lease", "variables"], async (holder, body) =>
    {
        var variables = body.Context("variables");
        return body.Error is null ? await jobs.CompleteAsync(holder, variables, CancellationToken.None) : null;
    });

    public Task<IResult> FailAsync(string id, HttpContext http) => AnswerAsync(id, http, ["lease", "message", "retries", "retry_after_seconds"], async (holder, body) =>
    {
        var message = body.Text("message", MaxText);
        int? retries = body.Has("retries") ? body.Number("retries", 0, 0, 1000) : null;
        TimeSpan? after = body.Has("retry_after_seconds") ? TimeSpan.FromSeconds(body.Number("retry_after_seconds", 0, 0, MaxLock)) : null;
        return body.Error is null ? await jobs.FailAsync(holder, message, retries, after, CancellationToken.None) : null;
    });

    public Task<IResult> ThrowAsync(string id, HttpContext http) => AnswerAsync(id, http, ["lease", "code", "message", "variables"], async (holder, body) =>
    {
        var (code, message, variables) = (body.Text("code", 200), body.Has("message") ? body.Text("message", MaxText) : "", body.Context("variables"));
        return body.Error is null ? await jobs.ThrowAsync(holder, code, message, variables, CancellationToken.None) : null;
    });

    public Task<IResult> ExtendAsync(string id, HttpContext http) => AnswerAsync(id, http, ["lease", "lock_seconds"], async (holder, body) =>
    {
        var duration = TimeSpan.FromSeconds(body.Number("lock_seconds", 60, 1, MaxLock));
        return body.Error is null ? await jobs.ExtendAsync(holder, duration, CancellationToken.None) : null;
    });

    private static async Task<IResult> AnswerAsync(string id, HttpContext http, string[] known, Func<JobHolder, JobBody, Task<JobResult?>> ask)
    {
        var (root, error) = await JsonBody.ReadAsync(http.Request);
        if (error is not null) return error;
        var body = new JobBody(root, known);
        var lease = body.Text("lease", 200);
        var result = await ask(new(id, lease, http.Actor().Name), body);
        return result switch
        {
            null => body.Error!,
            JobResult.Done done => JsonAnswer.Ok(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("id", id);
                if (done.Until is { } until) writer.WriteString("until", until.UtcDateTime);
                else writer.WriteNull("until");
                writer.WriteEndObject();
            }),
            JobResult.Refused { Refusal: var refusal } => new ApiError(
                refusal.Code == "no-such-job" ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict,
                refusal.Code, new(refusal.Sentence, refusal.SentenceZh ?? refusal.Sentence)),
            JobResult.Busy busy => new ApiError(StatusCodes.Status503ServiceUnavailable, "busy", new(busy.Sentence, "服务器繁忙，未执行任何操作；请稍后重试。")) { RetryAfter = busy.RetryAfter },
        };
    }

    private static void Write(Utf8JsonWriter writer, LeasedJob job)
    {
        writer.WriteStartObject();
        writer.WriteString("id", job.Id);
        writer.WriteString("lease", job.Lease);
        writer.WriteString("topic", job.Topic);
        writer.WriteString("case", job.CaseId);
        writer.WriteString("element", job.ElementId);
        writer.WriteNumber("attempt", job.Attempt);
        writer.WriteString("locked_until", job.Until.UtcDateTime);
        writer.WritePropertyName("variables");
        FeelJson.Write(writer, FeelValue.Context(job.Variables));
        writer.WriteEndObject();
    }
}
