using Microsoft.AspNetCore.Http;
using WorkflowItsm.Engine;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Api.Errors;

/// <summary>What a result that is not <see cref="CommandResult.Done"/> is over HTTP.</summary>
internal static class Refusals
{
    /// <summary>The error, or null when the command is done.</summary>
    public static ApiError? Of(CommandResult result) => result switch
    {
        CommandResult.Done => null,
        CommandResult.Refused refused => Of(refused.Refusal),
        CommandResult.KeyReused reused => new(StatusCodes.Status409Conflict, "key-reused", new(
            reused.Sentence,
            "此 Idempotency-Key 已用于另一个请求；请换一个新的键。")),
        CommandResult.Stale stale => new(StatusCodes.Status412PreconditionFailed, "stale", new(
            $"The ticket has changed since it was read: it is at version {stale.Version} now. Read it again and decide anew.",
            $"工单在读取之后已被更改：现在的版本是 {stale.Version}。请重新读取后再操作。")),
        CommandResult.Busy busy => Of(busy),
    };

    private static ApiError Of(CommandResult.Busy busy) =>
        new(StatusCodes.Status503ServiceUnavailable, "busy", new(busy.Sentence, "服务器繁忙，未执行任何操作；请稍后重试。"))
        {
            RetryAfter = busy.RetryAfter,
        };

    private static ApiError Of(Refusal refusal)
    {
        var words = new Words(refusal.Sentence, refusal.SentenceZh ?? refusal.Sentence);
        return new(Status(refusal.Code), refusal.Code, words) { Fields = refusal.Field is { } field ? [new(field, words)] : [] };
    }

    // ServiceNow answers 403 when a rule forbids a change; 400 is for what could never be right.
    private static int Status(string code) => code switch
    {
        "archived" or "ended" or "transition-not-allowed" or "not-permitted" or "field-required" or "field-read-only"
            => StatusCodes.Status403Forbidden,
        "transition-ambiguous" or "no-such-task" or "no-such-action" or "no-such-incident" or "no-such-wait"
            => StatusCodes.Status409Conflict,
        "engine-fault" => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };
}
