using System.Globalization;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.Effects;

/// <summary>The reading half of the effects: lists, and one with its history.</summary>
internal sealed class EffectReads(IOperations operations, ICaseRuntime cases)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    public async Task<IResult> ListAsync(HttpContext http)
    {
        var wanted = http.Request.Query["state"].ToString();
        if (EffectView.StateOf(wanted.Length == 0 ? EffectView.Dead : wanted) is not { } state)
        {
            return ApiError.BadRequest("state-unknown",
                $"'state' is '{wanted}'; expected one of {EffectView.States}.", $"“state”的值是“{wanted}”；应为 {EffectView.States.In("zh")} 之一。");
        }

        var asked = http.Request.Query["limit"].ToString();
        var limit = DefaultLimit;
        if (asked.Length > 0 && !(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit))
        {
            return ApiError.BadRequest("limit-unknown",
                $"'limit' is '{asked}'; expected a whole number from 1 to {MaxLimit}.", $"“limit”的值是“{asked}”；应为 1 到 {MaxLimit} 的整数。");
        }

        var found = await operations.EffectsAsync(state, limit, http.Actor(), http.RequestAborted);
        return JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("effects");
            foreach (var effect in found) EffectView.Write(writer, effect);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public async Task<IResult> GetAsync(string id, HttpContext http)
    {
        if (await operations.EffectAsync(id, http.Actor(), http.RequestAborted) is not { } effect) return Missing(id);
        var history = await cases.HistoryAsync(EffectStreams.Kind, EffectStreams.CaseIdOf(id), http.RequestAborted);
        return JsonAnswer.Ok(writer => EffectView.Write(writer, effect, history));
    }

    public static ApiError Missing(string id) => ApiError.NotFound(
        $"There is no effect '{id}'; GET /api/v1/effects?state=dead lists those that were given up.",
        $"没有操作“{id}”；GET /api/v1/effects?state=dead 可列出已放弃的操作。");
}
