using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// Calls the handler that a service task names and sends its answer to the case. A handler that fails for the
/// last time is answered as a failure, so that the case shows an incident instead of waiting for ever.
/// </summary>
internal sealed class CallEffectHandler(
    IServiceScopeFactory scopes, CaseRuntime runtime, CaseCores cores, ProcessKinds kinds, TimeProvider time, WorkflowItsmOptions options) : IEffectHandler
{
    public string Kind => EffectKinds.Call;

    public async Task HandleAsync(EffectCall call, CancellationToken cancellationToken)
    {
        if (!call.Effect.Payload["wait"].TryGetInt(out var wait)) throw new InvalidDataException($"The call {call.Id} names no wait.");
        var said = await AnswerAsync(call, cancellationToken);
        var kind = await kinds.OfAsync(call.CaseId, cancellationToken);
        var answer = cores.Of(kind).Answer(wait, said);
        var send = new CaseCall(kind, call.CaseId, answer, Actor.System) { IdempotencyKey = $"answer:{call.Id}" };
        await runtime.SendPatientlyAsync(send, cancellationToken);
    }

    private async Task<JobAnswer> AnswerAsync(EffectCall call, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var name = call.Effect.Target;
        if (scope.ServiceProvider.GetKeyedService<IServiceTaskHandler>(name) is not { } handler)
            return new JobAnswer.Failed($"No handler named '{name}' is registered; register one with AddServiceTaskHandler(\"{name}\"), "
                + "or name another in the service task.");
        try
        {
            var input = call.Effect.Payload["input"].TryGetContext(out var given) ? given : FeelContext.Empty;
            var task = new ServiceTaskCall(call.Id, call.CaseId, call.Effect.Payload["element"].ToText(), input) { Attempt = call.Attempt, RecordedAt = call.RecordedAt };
            return new JobAnswer.Completed(await handler.HandleAsync(task, cancellationToken));
        }
        catch (ServiceTaskErrorException error)
        {
            return new JobAnswer.Error(error.Code, error.Message, error.Variables);
        }
        catch (EffectFailedForGoodException failure)
        {
            return new JobAnswer.Failed($"The handler '{name}' failed: {failure.Message}");
        }
        catch (Exception failure) when (
            call.Attempt >= options.EffectTries && failure is not OutOfMemoryException && !IsPatient(call, failure) && !cancellationToken.IsCancellationRequested)
        {
            return new JobAnswer.Failed($"The handler '{name}' failed {call.Attempt} times; the last error was: {failure.Message}");
        }
    }

    private bool IsPatient(EffectCall call, Exception failure) =>
        failure is EffectRetryLaterException { IsPostponed: true } && time.GetUtcNow() - call.RecordedAt < options.EffectPatience;
}
