using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Api.Errors;

/// <summary>What an answer that is not <see cref="DeskAnswer.Done"/> is over HTTP.</summary>
internal static class Refusals
{
    /// <summary>The error, or null when the command is done.</summary>
    public static ApiError? Of(CommandResult result) => Of(DeskAnswer.Of(result));

    /// <summary>The error, or null when what was asked is done.</summary>
    public static ApiError? Of(DeskAnswer answer) => answer switch
    {
        DeskAnswer.Done => null,
        DeskAnswer.Refused refused => new(Status(refused.Code), refused.Code, refused.Sentence)
        {
            Fields = [.. refused.Problems.Items.Select(problem => new FieldError(problem.Field, problem.Sentence))],
        },
        DeskAnswer.Stale stale => new(StatusCodes.Status412PreconditionFailed, "stale", stale.Sentence),
        DeskAnswer.Busy busy => new(StatusCodes.Status503ServiceUnavailable, "busy", busy.Sentence) { RetryAfter = busy.RetryAfter },
    };

    // ServiceNow answers 403 when a rule forbids a change; 400 is for what could never be right.
    private static int Status(string code) => code switch
    {
        "archived" or "ended" or "transition-not-allowed" or "not-permitted" or "field-required" or "field-read-only"
            => StatusCodes.Status403Forbidden,
        "not-found" or "no-such-effect" => StatusCodes.Status404NotFound,
        "no-process" => StatusCodes.Status503ServiceUnavailable,
        "attachment-too-large" => StatusCodes.Status413PayloadTooLarge,
        "attachment-kind" => StatusCodes.Status415UnsupportedMediaType,
        "transition-ambiguous" or "key-reused" or "no-such-task" or "no-such-action" or "no-such-incident" or "no-such-wait" or "effect-not-dead"
            or "no-such-token" or "no-such-scope" or "cannot-move" or "cannot-skip"
            => StatusCodes.Status409Conflict,
        "engine-fault" => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };
}
