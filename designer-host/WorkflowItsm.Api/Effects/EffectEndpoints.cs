using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Requests;

namespace WorkflowItsm.Api.Effects;

/// <summary>The addresses of what is done outside: looking at it, and deciding about what was given up.</summary>
internal static class EffectEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var effects = app.MapGroup("/api/v1/effects").WithTags("Effects");
        effects.MapGet("", (EffectReads reads, HttpContext http) => reads.ListAsync(http))
            .RequireAuthorization(Policies.ReadOperations)
            .WithSummary("Lists mails, messages and calls, newest first: ?state=dead (the default), waiting, done or skipped; &limit=1 to 1000.");
        effects.MapGet("/{id}", (string id, EffectReads reads, HttpContext http) => reads.GetAsync(id, http))
            .RequireAuthorization(Policies.ReadOperations).WithSummary("Reads one, with what people decided about it and why.");
        effects.MapPost("/{id}/retry", (string id, EffectWrites writes, HttpContext http) => writes.RetryAsync(id, http))
            .RequireAuthorization(Policies.DecideOperations).Takes(BodyKinds.Json, """{"reason": "The mail server is back."}; may be empty.""")
            .WithSummary("Tries one that was given up again, at once.");
        effects.MapPost("/{id}/skip", (string id, EffectWrites writes, HttpContext http) => writes.SkipAsync(id, http))
            .RequireAuthorization(Policies.DecideOperations).Takes(BodyKinds.Json, """{"reason": "The address was wrong; told by phone."}""")
            .WithSummary("Leaves one that was given up undone for ever; the reason is kept.");
    }
}
