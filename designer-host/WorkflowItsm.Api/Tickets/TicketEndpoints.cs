using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Requests;

namespace WorkflowItsm.Api.Tickets;

/// <summary>The addresses of our own ticket API.</summary>
internal static class TicketEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var ticket = app.MapGroup("/api/v1/tickets/{ticket}").WithTags("Tickets");
        ticket.MapGet("", (string ticket, TicketReads reads, HttpContext http) => reads.GetAsync(ticket, http))
            .RequireAuthorization(Policies.ReadTickets).WithSummary("Reads a ticket with clocks, open tasks and what may be done now.");
        ticket.MapGet("/timeline", (string ticket, TicketReads reads, HttpContext http) => reads.TimelineAsync(ticket, http))
            .RequireAuthorization(Policies.ReadTickets).WithSummary("Reads who did what when, and by which rule.");
        ticket.MapGet("/timeline/{sequence:long}/why", (string ticket, long sequence, TicketReads reads, HttpContext http) => reads.WhyAsync(ticket, sequence, http))
            .RequireAuthorization(Policies.ReadTickets).WithSummary("Reads why a decision fell as it did: every row, and which cells did not hold.");
        ticket.MapPost("/tasks/{task:int}/claim", (string ticket, int task, TicketWrites writes, HttpContext http) =>
            writes.ClaimAsync(ticket, task, http))
            .RequireAuthorization(Policies.WorkTickets).WithSummary("Takes a task.");
        ticket.MapPost("/tasks/{task:int}/release", (string ticket, int task, TicketWrites writes, HttpContext http) =>
            writes.ReleaseAsync(ticket, task, http))
            .RequireAuthorization(Policies.WorkTickets).WithSummary("Gives a task back.");
        ticket.MapPost("/tasks/{task:int}/complete", (string ticket, int task, TicketWrites writes, HttpContext http) =>
            writes.CompleteAsync(ticket, task, http))
            .RequireAuthorization(Policies.ChangeTickets)
            .Takes(BodyKinds.Json, """{"outcome": "resolve", "fields": {"close_code": "Solution provided", "close_notes": "…"}}""")
            .WithSummary("Completes a task with an outcome.");
        ticket.MapPost("/actions/{task:int}", (string ticket, int task, TicketWrites writes, HttpContext http) =>
            writes.ActAsync(ticket, task, http))
            .RequireAuthorization(Policies.ChangeTickets).Takes(BodyKinds.Json, """{"fields": {"hold_reason": "1"}}; may be empty.""")
            .WithSummary("Takes an action, such as putting on hold.");
        ticket.MapPost("/incidents/{incident:int}/retry", (string ticket, int incident, TicketWrites writes, HttpContext http) =>
            writes.RetryAsync(ticket, incident, http))
            .RequireAuthorization(Policies.WorkTickets).WithSummary("Tries again what stands still.");
        var operations = ticket.MapGroup("/operations").RequireAuthorization(Policies.DecideOperations);
        operations.MapPost("/skip", (string ticket, TicketWrites writes, HttpContext http) => writes.SkipAsync(ticket, http))
            .Takes(BodyKinds.Json, """{"incident": 12, "variables": {"stock": 4}}; variables may be left out.""")
            .WithSummary("Goes on behind the element that an incident stopped, as if its work had given the variables.");
        operations.MapPost("/move", (string ticket, TicketWrites writes, HttpContext http) => writes.MoveTokenAsync(ticket, http))
            .Takes(BodyKinds.Json, """{"token": 7, "element": "Task_check"}""")
            .WithSummary("Takes a token from where it stands, with all that lasts with it, and puts it on another element of its process or sub-process.");
        operations.MapPost("/cancel", (string ticket, TicketWrites writes, HttpContext http) => writes.CancelTokenAsync(ticket, http))
            .Takes(BodyKinds.Json, """{"token": 7}""")
            .WithSummary("Takes a token away: its branch ends there, and the process when it was the last.");
        operations.MapPost("/variables", (string ticket, TicketWrites writes, HttpContext http) => writes.SetVariablesAsync(ticket, http))
            .Takes(BodyKinds.Json, """{"scope": 3, "variables": {"stock": 4}}; without scope those of the process are set.""")
            .WithSummary("Sets variables by hand, without the rules of forms and outcomes.");
    }
}
