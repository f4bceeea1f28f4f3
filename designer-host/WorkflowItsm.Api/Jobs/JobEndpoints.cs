using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Requests;

namespace WorkflowItsm.Api.Jobs;

/// <summary>The addresses for workers outside: leasing service tasks with a topic, and answering for them.</summary>
internal static class JobEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup("/api/v1/jobs").WithTags("Jobs").RequireAuthorization(Policies.DoJobs);
        jobs.MapPost("/lease", (JobDesk desk, HttpContext http) => desk.LeaseAsync(http))
            .Takes(BodyKinds.Json, """{"topics": ["provision"], "worker": "w1", "max": 10, "lock_seconds": 60, "wait_seconds": 30}; the last three may be left out.""")
            .WithSummary("Leases free jobs, oldest first, and waits for one if there is none. Nobody else gets them until locked_until.");
        jobs.MapPost("/{id}/complete", (string id, JobDesk desk, HttpContext http) => desk.CompleteAsync(id, http))
            .Takes(BodyKinds.Json, """{"lease": "…", "variables": {"account": "a7"}}""")
            .WithSummary("The work is done. A repeat under the same lease is answered like the first; a lease that holds no more is 409.");
        jobs.MapPost("/{id}/fail", (string id, JobDesk desk, HttpContext http) => desk.FailAsync(id, http))
            .Takes(BodyKinds.Json, """{"lease": "…", "message": "The directory is down.", "retry_after_seconds": 60, "retries": 3}; retries 0 gives up at once.""")
            .WithSummary("The work failed: tried again with back-off, and an incident of the case in the end.");
        jobs.MapPost("/{id}/error", (string id, JobDesk desk, HttpContext http) => desk.ThrowAsync(id, http))
            .Takes(BodyKinds.Json, """{"lease": "…", "code": "no-licence", "message": "No licence is free.", "variables": {}}""")
            .WithSummary("The work ended with a BPMN error; the error event that catches its code goes on.");
        jobs.MapPost("/{id}/extend", (string id, JobDesk desk, HttpContext http) => desk.ExtendAsync(id, http))
            .Takes(BodyKinds.Json, """{"lease": "…", "lock_seconds": 60}""")
            .WithSummary("Keeps the job longer, counted from now.");
    }
}
