using System.Security.Cryptography;
using System.Text;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Jobs;

/// <summary>
/// Leases and answers. A lease is looked up in memory; that only one answer counts is the store's: every answer of a job is
/// a command under the same idempotency key, with the lease as its digest.
/// </summary>
internal sealed class Jobs(
    JobBook book, IEffectStore store, CaseRuntime runtime, CaseCores cores, ProcessKinds kinds, EffectBackOff backOff, TimeProvider time, WorkflowItsmOptions options) : IJobs
{
    public IReadOnlyList<string> Topics => book.Topics;

    public async Task<IReadOnlyList<LeasedJob>> LeaseAsync(JobRequest request, CancellationToken cancellationToken = default)
    {
        string[] topics = [.. request.Topics.Items.Distinct(StringComparer.Ordinal)];
        var until = time.GetUtcNow() + request.Wait;
        while (true)
        {
            var jobs = new List<LeasedJob>();
            foreach (var lease in book.Take(topics, request.Worker, request.Max, request.Duration))
                if (await LoadAsync(lease, cancellationToken) is { } job) jobs.Add(job);
            var left = until - time.GetUtcNow();
            if (jobs.Count > 0 || left <= TimeSpan.Zero) return jobs;
            await book.WaitAsync(topics, left, cancellationToken);
        }
    }

    public Task<JobResult> CompleteAsync(JobHolder holder, FeelContext variables, CancellationToken cancellationToken = default) =>
        AnswerAsync(holder, "complete", _ => new JobAnswer.Completed(variables), cancellationToken);

    public Task<JobResult> ThrowAsync(JobHolder holder, string code, string message, FeelContext variables, CancellationToken cancellationToken = default) =>
        AnswerAsync(holder, "error", _ => new JobAnswer.Error(code, message, variables), cancellationToken);

    public async Task<JobResult> FailAsync(JobHolder holder, string message, int? retries, TimeSpan? after, CancellationToken cancellationToken = default)
    {
        if (await HeldAsync(holder, cancellationToken) is var (lease, effect) && retries is not 0 && Attempt(lease, effect) < options.EffectTries)
        {
            var attempt = Attempt(lease, effect);
            var next = time.GetUtcNow() + (after ?? backOff.After(attempt));
            await runtime.MarkAsync(new EffectMark.Retry(effect.Place, attempt, next, EffectReason.Join(message, null)), cancellationToken);
            book.Return(lease, next);
            return new JobResult.Done(next);
        }

        return await AnswerAsync(holder, "fail", held => new JobAnswer.Failed(held is var (last, job)
            ? $"The worker '{last.Worker}' failed at try {Attempt(last, job)}: {message}" : message), cancellationToken);
    }

    public async Task<JobResult> ExtendAsync(JobHolder holder, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        if (EffectStreams.Read(holder.Id) is not var (_, place)) return JobRefusals.NoSuchJob(holder.Id);
        var until = time.GetUtcNow() + duration;
        return book.HeldBy(place) is { } lease && lease.Token == holder.Lease && book.Extend(lease, until)
            ? new JobResult.Done(until)
            : JobRefusals.NotHeld(holder.Id, book.Knows(place) ? EffectState.Pending : (await store.StandingAsync(place, cancellationToken))?.State);
    }

    /// <summary>The lease and the job of a holder; null when it holds none.</summary>
    private async Task<(Lease Lease, RecordedEffect Effect)?> HeldAsync(JobHolder holder, CancellationToken cancellationToken) =>
        EffectStreams.Read(holder.Id) is var (caseId, place) && book.HeldBy(place) is { } lease && lease.Token == holder.Lease
        && await ReadAsync(place, cancellationToken) is { } effect && effect.CaseId == caseId
            ? (lease, effect)
            : null;

    private async Task<JobResult> AnswerAsync(
        JobHolder holder, string verb, Func<(Lease, RecordedEffect)?, JobAnswer> answer, CancellationToken cancellationToken)
    {
        if (EffectStreams.Read(holder.Id) is not var (caseId, place) || await store.StandingAsync(place, cancellationToken) is not { } standing || standing.CaseId != caseId)
            return JobRefusals.NoSuchJob(holder.Id);
        var held = await HeldAsync(holder, cancellationToken);
        if (held is null && standing.State != EffectState.Done) return JobRefusals.NotHeld(holder.Id, standing.State);

        // Of a job that is over there is nothing left but the key of its answer: the holder's repeat is known by it, all else is refused.
        var wait = held is var (_, effect) && effect.Effect.Payload["wait"].TryGetInt(out var given) ? given : 0;
        var kind = await kinds.OfAsync(caseId, cancellationToken);
        var result = await runtime.SendAsync(
            new(kind, caseId, cores.Of(kind).Answer(wait, answer(held)), Actor.System with { Name = holder.Account })
            {
                IdempotencyKey = $"answer:{holder.Id}",
                RequestDigest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{holder.Lease} {verb}"))),
            },
            cancellationToken);
        if (result is CommandResult.Busy busy) return new JobResult.Busy(busy.RetryAfter, busy.Sentence);
        if (held is not null && result is not CommandResult.Refused { Refusal.Code: "engine-fault" }) await CloseAsync(place, cancellationToken);
        return result switch
        {
            CommandResult.Done => new JobResult.Done(null),
            CommandResult.Refused refused => held is null ? JobRefusals.NotHeld(holder.Id, EffectState.Done) : new JobResult.Refused(refused.Refusal),
            _ => JobRefusals.NotHeld(holder.Id, EffectState.Done),
        };
    }

    /// <summary>The job of a lease; null when it need not be done any more, or ran out too often.</summary>
    private async Task<LeasedJob?> LoadAsync(Lease lease, CancellationToken cancellationToken)
    {
        if (await ReadAsync(lease.Place, cancellationToken) is not { } effect)
        {
            book.Close(lease.Place);
            return null;
        }

        var payload = effect.Effect.Payload;
        var kind = await kinds.OfAsync(effect.CaseId, cancellationToken);
        if (!payload["wait"].TryGetInt(out var wait) || await runtime.ReadAsync(kind, effect.CaseId, cancellationToken) is not { } state || !cores.Of(kind).Awaits(state, wait))
        {
            await CloseAsync(lease.Place, cancellationToken);
            return null;
        }

        if (Attempt(lease, effect) > options.EffectTries)
        {
            await AnswerAsync(new(effect.Id, lease.Token, Actor.System.Name), "fail", _ => new JobAnswer.Failed(
                $"Workers took the job {options.EffectTries} times and did not answer before their leases ran out."), cancellationToken);
            return null;
        }

        return new(effect.Id, lease.Token, effect.Effect.Target, effect.CaseId, payload["element"].ToText(), Attempt(lease, effect), lease.Until,
            payload["input"].TryGetContext(out var input) ? input : FeelContext.Empty);
    }

    private async Task CloseAsync(EffectPlace place, CancellationToken cancellationToken)
    {
        await runtime.MarkAsync(new EffectMark.Done(place), cancellationToken);
        book.Close(place);
    }

    private async Task<RecordedEffect?> ReadAsync(EffectPlace place, CancellationToken cancellationToken) =>
        (await store.PendingAfterAsync(place with { Index = place.Index - 1 }, 1, cancellationToken)) is [var effect] && effect.Place == place ? effect : null;

    // A lease that ran out without a word is a try that failed.
    private static int Attempt(Lease lease, RecordedEffect effect) => effect.Attempts + lease.Lapses + 1;
}
