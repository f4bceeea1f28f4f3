using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>Calls the handler that a service task names and sends its answer to the case.</summary>
internal sealed class CallEffectHandler(IServiceScopeFactory scopes, JobAnswers answers) : IEffectHandler
{
    public string Kind => EffectKinds.Call;

    public Task HandleAsync(EffectCall call, CancellationToken cancellationToken) =>
        answers.AskAsync(call, $"The handler '{call.Effect.Target}'", () => WorkAsync(call, cancellationToken), cancellationToken);

    private async Task<JobAnswer> WorkAsync(EffectCall call, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var name = call.Effect.Target;
        if (scope.ServiceProvider.GetKeyedService<IServiceTaskHandler>(name) is not { } handler)
            return new JobAnswer.Failed($"No handler named '{name}' is registered; register one with AddServiceTaskHandler(\"{name}\"), "
                + "or name another in the service task.");
        var input = call.Effect.Payload["input"].TryGetContext(out var given) ? given : FeelContext.Empty;
        var task = new ServiceTaskCall(call.Id, call.CaseId, call.Effect.Payload["element"].ToText(), input) { Attempt = call.Attempt, RecordedAt = call.RecordedAt };
        return new JobAnswer.Completed(await handler.HandleAsync(task, cancellationToken));
    }
}
