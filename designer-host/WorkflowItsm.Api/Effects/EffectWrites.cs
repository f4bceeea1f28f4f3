using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.Effects;

/// <summary>The deciding half of the effects: reads why, sends the decision, answers with the effect.</summary>
internal sealed class EffectWrites(IOperations operations, ICaseRuntime cases, EffectReads reads)
{
    private const int MaxReason = 1000;

    public Task<IResult> RetryAsync(string id, HttpContext http) => SendAsync(id, http, isReasonNeeded: false, reason => new EffectCommand.Retry(reason));

    public Task<IResult> SkipAsync(string id, HttpContext http) => SendAsync(id, http, isReasonNeeded: true, reason => new EffectCommand.Skip(reason!));

    private async Task<IResult> SendAsync(string id, HttpContext http, bool isReasonNeeded, Func<string?, EffectCommand> command)
    {
        var actor = http.Actor();
        if (await operations.EffectAsync(id, actor, http.RequestAborted) is null) return EffectReads.Missing(id);
        if (BodyKinds.UnlessJson(http.Request) is { } other) return other;
        var (body, tooLarge) = await BoundedBody.ReadAsync(http.Request, BoundedBody.TicketLimit);
        if (tooLarge is not null) return tooLarge;
        var (root, malformed) = body.IsEmpty ? default : JsonBody.Parse(body);
        if (malformed is not null) return malformed;
        var (reason, wrong) = Reason(body.IsEmpty ? null : root, isReasonNeeded);
        if (wrong is not null) return wrong;
        var (call, badHeader) = CommandHeaders.Apply(http.Request, new(actor), body);
        if (badHeader is not null) return badHeader;
        var result = await cases.SendAsync(
            new(EffectStreams.Kind, EffectStreams.CaseIdOf(id), command(reason), actor)
            {
                IdempotencyKey = call.IdempotencyKey,
                RequestDigest = call.RequestDigest,
                ExpectedVersion = call.ExpectedVersion,
            },
            http.RequestAborted);
        return Refusals.Of(result) ?? await reads.GetAsync(id, http);
    }

    private static (string? Reason, ApiError? Wrong) Reason(JsonElement? body, bool isNeeded)
    {
        if (body is { } root)
        {
            var strangers = root.EnumerateObject().Where(member => member.Name != "reason")
                .Select(member => new FieldError(member.Name, new($"'{member.Name}' is not known; expected reason.", $"没有“{member.Name}”；应为 reason。"))).ToList();
            if (strangers.Count > 0) return (null, ApiError.OfFields(strangers));
            if (root.TryGetProperty("reason", out var given) && given.ValueKind != JsonValueKind.Null)
            {
                if (given.ValueKind != JsonValueKind.String || given.GetString()!.Length > MaxReason)
                    return Wrong($"'reason' must be a text of at most {MaxReason} characters.", $"“reason”必须是不超过 {MaxReason} 个字符的文本。");
                if (given.GetString()!.Trim() is { Length: > 0 } reason) return (reason, null);
            }
        }

        return isNeeded
            ? Wrong("'reason' is missing; say why this is left undone, for those who ask later.", "缺少“reason”；请说明为何不再执行，以便日后查询。")
            : (null, null);

        static (string?, ApiError) Wrong(string en, string zh) => (null, ApiError.OfFields([new("reason", new(en, zh))]));
    }
}
