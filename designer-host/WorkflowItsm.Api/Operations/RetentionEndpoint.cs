using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Retention;

namespace WorkflowItsm.Api.Operations;

/// <summary><c>/api/v1/retention</c>: whose personal parts would go by age now. It only looks.</summary>
internal static class RetentionEndpoint
{
    private const int MostDays = 36_525;

    public static void Map(IEndpointRouteBuilder app) => app
        .MapGet("/api/v1/retention", (IRetention retention, HttpContext http) => AnswerAsync(retention, http))
        .RequireAuthorization(Policies.ReadOperations).WithTags("Operations")
        .WithSummary("How many closed tickets of which table would lose their personal parts now, by the policy that is set, or with ?days=N by another age; what has gone so far. Changes nothing.");

    private static async Task<IResult> AnswerAsync(IRetention retention, HttpContext http)
    {
        TimeSpan? kept = null;
        if (http.Request.Query.TryGetValue("days", out var text))
        {
            if (!int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > MostDays)
                return ApiError.OfFields([new("days", new(
                    $"'days' is '{text}'; expected a whole number from 1 to {MostDays}.", $"“days”的值是“{text}”，应为 1 到 {MostDays} 的整数。"))]);
            kept = TimeSpan.FromDays(days);
        }

        var shares = await retention.PreviewAsync(kept, http.RequestAborted);
        return JsonAnswer.Ok(writer => Write(writer, shares));
    }

    private static void Write(Utf8JsonWriter writer, ValueList<RetentionShare> shares)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("tables");
        foreach (var share in shares)
        {
            writer.WriteStartObject();
            writer.WriteString("table", share.Table);
            writer.WriteNumber("days", share.Kept.TotalDays);
            writer.WriteString("closed_before", share.ClosedBefore.UtcDateTime);
            writer.WriteNumber("cases", share.Cases);
            Time(writer, "oldest", share.Oldest);
            Time(writer, "newest", share.Newest);
            writer.WriteNumber("erased_cases", share.ErasedCases);
            Time(writer, "last_erased_at", share.LastErasedAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } there) writer.WriteString(name, there.UtcDateTime);
        else writer.WriteNull(name);
    }
}
