using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>
/// Lets something of the host do the work of a task, and sends what it says to the case. What fails for the last time is answered as a
/// failure, so that the case shows an incident instead of waiting for ever.
/// </summary>
internal sealed class JobAnswers(CaseRuntime runtime, CaseCores cores, ProcessKinds kinds, TimeProvider time, WorkflowItsmOptions options)
{
    /// <summary>Returns when the case has the answer, and throws when the work is to be tried again.</summary>
    /// <param name="call">The effect; its payload names the wait.</param>
    /// <param name="who">Who works, at the beginning of a sentence.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Gives up; the effect stays to be done.</param>
    public async Task AskAsync(EffectCall call, string who, Func<Task<JobAnswer>> work, CancellationToken cancellationToken)
    {
        if (!call.Effect.Payload["wait"].TryGetInt(out var wait)) throw new InvalidDataException($"The call {call.Id} names no wait.");
        var said = await AnswerAsync(call, who, work, cancellationToken);
        var kind = await kinds.OfAsync(call.CaseId, cancellationToken);
        var answer = cores.Of(kind).Answer(wait, said);
        var send = new CaseCall(kind, call.CaseId, answer, Actor.System) { IdempotencyKey = $"answer:{call.Id}" };
        await runtime.SendPatientlyAsync(send, cancellationToken);
    }

    private async Task<JobAnswer> AnswerAsync(EffectCall call, string who, Func<Task<JobAnswer>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (ServiceTaskErrorException error)
        {
            return new JobAnswer.Error(error.Code, error.Message, error.Variables);
        }
        catch (EffectFailedForGoodException failure)
        {
            return new JobAnswer.Failed($"{who} failed: {failure.Message}");
        }
        catch (Exception failure) when (
            call.Attempt >= options.EffectTries && failure is not OutOfMemoryException && !IsPatient(call, failure) && !cancellationToken.IsCancellationRequested)
        {
            return new JobAnswer.Failed($"{who} failed {call.Attempt} times; the last error was: {failure.Message}");
        }
    }

    private bool IsPatient(EffectCall call, Exception failure) =>
        failure is EffectRetryLaterException { IsPostponed: true } && time.GetUtcNow() - call.RecordedAt < options.EffectPatience;
}
