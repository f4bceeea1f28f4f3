using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Jobs;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Api.Processes;

/// <summary>Reads plain processes and carries what operators do to them. A host without their core has none.</summary>
internal sealed class ProcessDesk(ICaseRuntime runtime, IEnumerable<ICaseCore> cores)
{
    public const int MaxElement = 1000;

    private readonly bool _hasProcesses = cores.Any(core => core.Kind == ProcessCore.KindName);

    public async Task<IResult> GetAsync(string caseId, HttpContext http) =>
        await FindAsync(caseId, http) is { } state ? Answer(caseId, state) : Missing(caseId);

    public async Task<IResult> OperateAsync(string caseId, HttpContext http, string[] known, Func<JobBody, Command> read)
    {
        if (await FindAsync(caseId, http) is null) return Missing(caseId);
        if (BodyKinds.UnlessJson(http.Request) is { } other) return other;
        var (bytes, tooLarge) = await BoundedBody.ReadAsync(http.Request, BoundedBody.TicketLimit);
        if (tooLarge is not null) return tooLarge;
        var (root, malformed) = JsonBody.Parse(bytes);
        if (malformed is not null) return malformed;
        var body = new JobBody(root, known);
        var command = read(body);
        if (body.Error is { } wrong) return wrong;
        var (call, badHeader) = CommandHeaders.Apply(http.Request, new DeskCall(http.Actor()), bytes);
        if (badHeader is not null) return badHeader;
        var result = await runtime.SendAsync(
            new(ProcessCore.KindName, caseId, new ProcessCommand.Ask(command), call.Actor)
            {
                IdempotencyKey = call.IdempotencyKey,
                RequestDigest = call.RequestDigest,
                ExpectedVersion = call.ExpectedVersion,
            },
            http.RequestAborted);
        if (Refusals.Of(result) is { } refused) return refused;
        return await FindAsync(caseId, http) is { } after ? Answer(caseId, after) : Missing(caseId);
    }

    private async Task<ProcessState?> FindAsync(string caseId, HttpContext http) =>
        _hasProcesses && await runtime.ReadAsync(ProcessCore.KindName, caseId, http.RequestAborted) is ProcessState { Instance.Started: true } state ? state : null;

    private static ApiError Missing(string caseId) => ApiError.NotFound($"There is no process '{caseId}'.", $"没有流程实例“{caseId}”。");

    private static JsonAnswer Answer(string caseId, ProcessState state) => JsonAnswer.Ok(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", caseId);
        writer.WriteString("process", state.Instance.ProcessId);
        writer.WriteNumber("release", state.Release);
        writer.WriteBoolean("ended", state.Instance.Ended);
        writer.WritePropertyName("variables");
        FeelJson.Write(writer, FeelValue.Context(state.Instance.Variables));
        InstanceView.Write(writer, state.Instance);
        writer.WriteEndObject();
    });
}
