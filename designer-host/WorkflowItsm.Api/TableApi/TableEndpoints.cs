using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Requests;

namespace WorkflowItsm.Api.TableApi;

/// <summary>The addresses of the ServiceNow Table API: without a version, v1 and v2.</summary>
internal static class TableEndpoints
{
    private const string Example = """{"short_description": "Disk full", "impact": "2", "urgency": "1"}: fields and texts; 'comments', 'work_notes' and 'state' too.""";

    private static readonly string[] s_getOrHead = ["GET", "HEAD"];
    private static readonly string[] s_putOrPatch = ["PUT", "PATCH"];
    private static readonly string[] s_delete = ["DELETE"];

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var version in (string[])["", "/v1", "/v2"])
        {
            var table = app.MapGroup($"/api/now{version}/table/{{table}}").WithTags("Table API");
            table.MapMethods("", s_getOrHead, (string table, TableReads reads, HttpContext http) =>
                reads.ListAsync(table, http, emptyIsMissing: version == "/v1"))
                .RequireAuthorization(Policies.ReadTickets).WithSummary("Lists tickets.");
            table.MapMethods("/{sysId}", s_getOrHead, (string table, string sysId, TableReads reads, HttpContext http) =>
                reads.GetAsync(table, sysId, http))
                .RequireAuthorization(Policies.ReadTickets).WithSummary("Reads a ticket.");
            table.MapPost("", (string table, TableWrites writes, HttpContext http) => writes.OpenAsync(table, http))
                .RequireAuthorization(Policies.OpenTickets).Takes(BodyKinds.Json, Example).WithSummary("Opens a ticket.");
            table.MapMethods("/{sysId}", s_putOrPatch, (string table, string sysId, TableWrites writes, HttpContext http) =>
                writes.UpdateAsync(table, sysId, http))
                .RequireAuthorization(Policies.ChangeTickets).Takes(BodyKinds.Json, Example)
                .WithSummary("Changes fields of a ticket, comments, and asks for a state.");
            table.MapMethods("/{sysId}", s_delete, Refuse)
                .RequireAuthorization(Policies.SignedIn).WithSummary("Refused: tickets are archived, never deleted.");
        }
    }

    private static ApiError Refuse(HttpContext http)
    {
        http.Response.Headers.Allow = "GET, HEAD, PATCH, PUT";
        return new(StatusCodes.Status405MethodNotAllowed, "method-not-allowed", new(
            "Tickets are never deleted: close or cancel the ticket, which archives it.", "工单不能删除；请关闭或取消工单，工单会自动归档。"));
    }
}
