using System.Globalization;
using System.Security.Cryptography;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Insight;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>The face of the writer to its callers.</summary>
internal sealed class CaseRuntime(
    CaseWriter writer, CaseCache cache, CaseLoader loader, CaseCores cores, RuntimeMetrics metrics, TimeProvider time) : ICaseRuntime
{
    public async Task<CommandResult> SendAsync(CaseCall call, CancellationToken cancellationToken = default)
    {
        cores.Of(call.Kind);
        using var span = RuntimeMetrics.Source.StartActivity("command");
        span?.SetTag("kind", call.Kind).SetTag("case", call.CaseId).SetTag("command", call.Command.GetType().Name);
        var request = new WriteRequest.Send(call);
        // A caller that goes away stops waiting; the command it left behind is done all the same.
        var result = writer.TrySubmit(request)
            ? await request.Answer.WaitAsync(cancellationToken)
            : writer.IsStopped ? CaseWriter.Stopping : CaseWriter.Full;
        metrics.Answered(call.Kind, result);
        span?.SetTag("result", result.GetType().Name);
        return result;
    }

    /// <summary>
    /// For the engine's own work, which has nobody to send it again: waits for room in the queue, and comes again
    /// while the store cannot write. The call must carry an idempotency key or be harmless when repeated.
    /// </summary>
    public async Task<CommandResult> SendPatientlyAsync(CaseCall call, CancellationToken cancellationToken)
    {
        while (true)
        {
            var request = new WriteRequest.Send(call);
            if (!await writer.SubmitAsync(request, cancellationToken)) throw new OperationCanceledException(CaseWriter.Stopping.Sentence);
            var result = await request.Answer.WaitAsync(cancellationToken);
            metrics.Answered(call.Kind, result);
            if (result is not CommandResult.Busy busy) return result;
            await Task.Delay(busy.RetryAfter, time, cancellationToken);
        }
    }

    /// <summary>Writes what became of an effect; returns once that is durable.</summary>
    public async Task MarkAsync(EffectMark mark, CancellationToken cancellationToken)
    {
        while (true)
        {
            var request = new WriteRequest.Mark(mark);
            if (!await writer.SubmitAsync(request, cancellationToken)) throw new OperationCanceledException(CaseWriter.Stopping.Sentence);
            if (await request.Written.WaitAsync(cancellationToken)) return;
            await Task.Delay(CaseWriter.Full.RetryAfter, time, cancellationToken);
        }
    }

    /// <summary>Deletes what has expired; returns once that is durable.</summary>
    public async Task ExpireAsync(ExpiredShare share, CancellationToken cancellationToken)
    {
        while (true)
        {
            var request = new WriteRequest.Expire(share);
            if (!await writer.SubmitAsync(request, cancellationToken)) throw new OperationCanceledException(CaseWriter.Stopping.Sentence);
            if (await request.Written.WaitAsync(cancellationToken)) return;
            await Task.Delay(CaseWriter.Full.RetryAfter, time, cancellationToken);
        }
    }

    /// <summary>Has the store's files written anew; returns once they are.</summary>
    public async Task CompactAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var request = new WriteRequest.Compact();
            if (!await writer.SubmitAsync(request, cancellationToken)) throw new OperationCanceledException(CaseWriter.Stopping.Sentence);
            if (await request.Done.WaitAsync(cancellationToken)) return;
            await Task.Delay(CaseWriter.Full.RetryAfter, time, cancellationToken);
        }
    }

    /// <summary>Has the store's log emptied; false when that has to be asked again.</summary>
    public async Task<bool> EmptyLogAsync(CancellationToken cancellationToken)
    {
        var request = new WriteRequest.EmptyLog();
        if (!await writer.SubmitAsync(request, cancellationToken)) throw new OperationCanceledException(CaseWriter.Stopping.Sentence);
        return await request.Done.WaitAsync(cancellationToken);
    }

    public async ValueTask<CaseState?> ReadAsync(string kind, string caseId, CancellationToken cancellationToken = default)
    {
        cores.Of(kind);
        var found = cache.Find(caseId) ?? await loader.LoadAsync(caseId, cancellationToken);
        return found?.Core.Kind == kind ? found.State : null;
    }

    public Task<IReadOnlyList<RecordedFact>> HistoryAsync(string kind, string caseId, CancellationToken cancellationToken = default) =>
        loader.HistoryAsync(cores.Of(kind), caseId, cancellationToken);

    public string NewCaseId()
    {
        // 12 digits of milliseconds since 1970, so that ids sort by creation, then 20 that nobody can guess.
        Span<byte> unique = stackalloc byte[10];
        RandomNumberGenerator.Fill(unique);
        return string.Create(
            CultureInfo.InvariantCulture, $"{time.GetUtcNow().ToUnixTimeMilliseconds():x12}{Convert.ToHexStringLower(unique)}");
    }
}
