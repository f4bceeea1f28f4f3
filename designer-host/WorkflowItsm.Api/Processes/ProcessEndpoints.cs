using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Engine;

namespace WorkflowItsm.Api.Processes;

/// <summary>The addresses of plain processes, which are no tickets: where one stands, and what operators do by hand.</summary>
internal static class ProcessEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var process = app.MapGroup("/api/v1/processes/{case}").WithTags("Processes");
        process.MapGet("", (string @case, ProcessDesk desk, HttpContext http) => desk.GetAsync(@case, http))
            .RequireAuthorization(Policies.ReadOperations).WithSummary("Reads a process that is no ticket: its variables, where it stands, what stands still.");
        var operations = process.MapGroup("/operations").RequireAuthorization(Policies.DecideOperations);
        operations.MapPost("/retry", (string @case, ProcessDesk desk, HttpContext http) =>
            desk.OperateAsync(@case, http, ["incident"], body => new Command.Retry(body.Id("incident"))))
            .Takes(BodyKinds.Json, """{"incident": 12}""").WithSummary("Tries again what stands still.");
        operations.MapPost("/skip", (string @case, ProcessDesk desk, HttpContext http) =>
            desk.OperateAsync(@case, http, ["incident", "variables"], body => new Command.Skip(body.Id("incident"), body.Context("variables"))))
            .Takes(BodyKinds.Json, """{"incident": 12, "variables": {"stock": 4}}; variables may be left out.""")
            .WithSummary("Goes on behind the element that an incident stopped, as if its work had given the variables.");
        operations.MapPost("/move", (string @case, ProcessDesk desk, HttpContext http) =>
            desk.OperateAsync(@case, http, ["token", "element"], body => new Command.MoveToken(body.Id("token"), body.Text("element", ProcessDesk.MaxElement))))
            .Takes(BodyKinds.Json, """{"token": 7, "element": "Task_check"}""")
            .WithSummary("Takes a token from where it stands and puts it on another element of its process or sub-process.");
        operations.MapPost("/cancel", (string @case, ProcessDesk desk, HttpContext http) =>
            desk.OperateAsync(@case, http, ["token"], body => new Command.CancelToken(body.Id("token"))))
            .Takes(BodyKinds.Json, """{"token": 7}""").WithSummary("Takes a token away: its branch ends there, and the process when it was the last.");
        operations.MapPost("/variables", (string @case, ProcessDesk desk, HttpContext http) =>
            desk.OperateAsync(@case, http, ["scope", "variables"], body => new Command.SetVariables(body.Context("variables")) { ScopeId = body.Has("scope") ? body.Id("scope") : null }))
            .Takes(BodyKinds.Json, """{"scope": 3, "variables": {"stock": 4}}; without scope those of the process are set.""")
            .WithSummary("Sets variables by hand.");
    }
}
