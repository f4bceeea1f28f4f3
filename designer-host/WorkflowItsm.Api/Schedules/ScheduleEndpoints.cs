using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Engine;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Schedules;

namespace WorkflowItsm.Api.Schedules;

/// <summary>Looks at, changes and runs the calendar work; mapped in a host that added schedules.</summary>
internal static class ScheduleEndpoints
{
    public static void Map(WebApplication app)
    {
        if (app.Services.GetService<IScheduleBook>() is null) return;
        var schedules = app.MapGroup("/api/v1/schedules").WithTags("Schedules");
        schedules.MapGet("", (IScheduleBook book, IStartTimers timers, HttpContext http) => ListAsync(book, timers, http))
            .RequireAuthorization(Policies.ReadDefinitions).WithSummary("Lists the schedules, and the timers by which published processes begin, with their last and next runs.");
        schedules.MapPut("/{id}", (string id, IScheduleBook book, HttpContext http) => ChangeAsync(id, book, http))
            .RequireAuthorization(Policies.PublishDefinitions)
            .Takes(BodyKinds.Json, """{"cron": "0 0 9 1W 1,4,7,10 ?", "time_zone": "Asia/Shanghai", "enabled": true}""")
            .WithSummary("Changes when a schedule runs.");
        schedules.MapPost("/{id}/reset", async (string id, IScheduleBook book, HttpContext http) =>
            Answer(await book.ResetAsync(id, http.Actor(), http.RequestAborted)))
            .RequireAuthorization(Policies.PublishDefinitions).WithSummary("Goes back to the times that the release says.");
        schedules.MapPost("/{id}/run", async (string id, IScheduleBook book, HttpContext http) =>
            Answer(await book.RunNowAsync(id, http.Actor(), http.RequestAborted)))
            .RequireAuthorization(Policies.PublishDefinitions).WithSummary("Opens the case of a schedule now, besides its own times.");
    }

    private static async Task<IResult> ListAsync(IScheduleBook book, IStartTimers timers, HttpContext http)
    {
        var entries = await book.ListAsync(http.RequestAborted);
        var starts = await timers.ListAsync(http.RequestAborted);
        return JsonAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("schedules");
            foreach (var entry in entries) ScheduleView.Write(writer, entry);
            writer.WriteEndArray();
            writer.WriteStartArray("start_timers");
            foreach (var start in starts) ScheduleView.Write(writer, start);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static async Task<IResult> ChangeAsync(string id, IScheduleBook book, HttpContext http)
    {
        var (root, error) = await JsonBody.ReadAsync(http.Request);
        if (error is not null) return error;
        var (change, wrong) = Read(root);
        return wrong is not null ? ApiError.OfFields(wrong) : Answer(await book.ChangeAsync(id, change, http.Actor(), http.RequestAborted));
    }

    // The whole of it: what is left out by mistake must not be taken for a change.
    private static (ScheduleChange Change, IReadOnlyList<FieldError>? Wrong) Read(JsonElement root)
    {
        var wrong = new List<FieldError>();
        var change = new ScheduleChange(Text("cron"), Text("time_zone"), Member("enabled") is { ValueKind: JsonValueKind.True });
        if (Member("enabled") is not { ValueKind: JsonValueKind.True or JsonValueKind.False })
            wrong.Add(new("enabled", new("'enabled' says whether it runs by itself; expected true or false.", "“enabled”表示是否自动运行，应为 true 或 false。")));
        foreach (var other in root.EnumerateObject().Where(member => member.Name is not ("cron" or "time_zone" or "enabled")))
            wrong.Add(new(other.Name, new($"'{other.Name}' is not known; expected cron, time_zone and enabled.", $"没有“{other.Name}”；应为 cron、time_zone 和 enabled。")));
        return (change, wrong.Count > 0 ? wrong : null);

        JsonElement? Member(string name) => root.TryGetProperty(name, out var member) ? member : null;

        string Text(string name)
        {
            if (Member(name) is { ValueKind: JsonValueKind.String } member) return member.GetString()!.Trim();
            wrong.Add(new(name, new($"'{name}' is missing or no text; GET /api/v1/schedules shows what it is now.", $"缺少“{name}”或它不是文本；GET /api/v1/schedules 可查看当前的值。")));
            return "";
        }
    }

    private static IResult Answer(ScheduleAnswer answer) => answer switch
    {
        ScheduleAnswer.Done done => JsonAnswer.Ok(writer => ScheduleView.Write(writer, done.Entry)),
        ScheduleAnswer.Refused { Refusal: var refusal } => Refused(refusal),
    };

    private static ApiError Refused(Refusal refusal)
    {
        var sentence = ScheduleView.Words(refusal);
        var status = refusal.Code switch
        {
            "no-such-schedule" => StatusCodes.Status404NotFound,
            "not-permitted" => StatusCodes.Status403Forbidden,
            "cron" or "cron-never" or "cron-too-often" or "time-zone" => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        };
        return new(status, refusal.Code, sentence)
        {
            Fields = refusal.Field is { } field ? [new(field == "timeZone" ? "time_zone" : field, sentence)] : [],
        };
    }
}
