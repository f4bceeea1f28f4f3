using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Erasure;

namespace WorkflowItsm.Api.Erasure;

/// <summary>Erasures over HTTP: ordered for a person, looked at under an id that says nothing about them.</summary>
internal static class ErasureEndpoints
{
    private const int MostNames = 20;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/people/{name}/erase", (string name, ErasureDesk desk, HttpContext http) => OrderAsync(name, desk, http))
            .RequireAuthorization(Policies.ManageAccounts).WithTags("Erasure")
            .Takes(BodyKinds.Json, """{"also": ["Wang Li", "wang.li@example.org"]}; may be empty.""")
            .WithSummary("Erases what is kept of a person, in the background; answers 202 with the address to look at.");
        app.MapGet("/api/v1/erasures/{id}", (string id, ErasureDesk desk, HttpContext http) => GetAsync(id, desk, http))
            .RequireAuthorization(Policies.ManageAccounts).WithTags("Erasure").WithSummary("How an erasure stands, and how much it took.");
    }

    private static async Task<IResult> OrderAsync(string name, ErasureDesk desk, HttpContext http)
    {
        if (BodyKinds.UnlessJson(http.Request) is { } other) return other;
        var (body, tooLarge) = await BoundedBody.ReadAsync(http.Request, BoundedBody.TicketLimit);
        if (tooLarge is not null) return tooLarge;
        var (root, malformed) = body.IsEmpty ? default : JsonBody.Parse(body);
        if (malformed is not null) return malformed;
        if (body.IsEmpty) return await OrderAsync(name, [], desk, http);
        return Also(root) is { } also
            ? await OrderAsync(name, also, desk, http)
            : ApiError.OfFields([new("also", new(
                $"The body may hold 'also' alone: a list of at most {MostNames} texts.", $"请求正文只能包含“also”：最多 {MostNames} 个文本的列表。"))]);
    }

    private static async Task<IResult> OrderAsync(string name, IReadOnlyList<string> also, ErasureDesk desk, HttpContext http)
    {
        var (id, refusal) = await desk.OrderAsync(name, also, http.Actor(), http.RequestAborted);
        if (refusal is not null) return Refusals.Of(new CommandResult.Refused(refusal))!;
        http.Response.Headers.Location = $"/api/v1/erasures/{id}";
        return new JsonAnswer(StatusCodes.Status202Accepted, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteEndObject();
        });
    }

    private static async Task<IResult> GetAsync(string id, ErasureDesk desk, HttpContext http) =>
        await desk.FindAsync(id, http.RequestAborted) is { } report
            ? JsonAnswer.Ok(writer => Write(writer, report))
            : ApiError.NotFound($"There is no erasure '{id}'.", $"没有标识为“{id}”的删除记录。");

    private static void Write(Utf8JsonWriter writer, ErasureReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("id", report.Id);
        writer.WriteString("phase", report.Phase.ToString().ToLowerInvariant());
        writer.WriteString("ordered_by", report.OrderedBy);
        writer.WriteString("ordered_at", report.OrderedAt.UtcDateTime);
        writer.WriteNumber("rows", report.Rows);
        writer.WriteNumber("cases", report.Cases);
        writer.WriteNumber("keys", report.Keys);
        writer.WriteNumber("others", report.Others);
        writer.WriteEndObject();
    }

    private static IReadOnlyList<string>? Also(JsonElement root) =>
        root.EnumerateObject().ToList() is [{ Name: "also", Value: { ValueKind: JsonValueKind.Array } list }]
        && list.GetArrayLength() <= MostNames && list.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(name => name.GetString()!)]
            : null;
}
