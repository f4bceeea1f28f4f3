using WorkflowItsm.Engine;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Jobs;

/// <summary>
/// Service tasks with a topic, done by workers outside of the host. A worker leases jobs, and while its lease holds nobody
/// else gets them. Leases are in memory: after a restart jobs are leased again, so that each is done at least once; but only
/// one answer of a job is ever taken, and a repeat of that one is answered like the first. Safe to share between threads.
/// </summary>
public interface IJobs
{
    /// <summary>The topics that workers wait for now, or of which there are open jobs; in order.</summary>
    IReadOnlyList<string> Topics { get; }

    /// <summary>Leases free jobs, oldest first; empty when none came within the time given.</summary>
    Task<IReadOnlyList<LeasedJob>> LeaseAsync(JobRequest request, CancellationToken cancellationToken = default);

    /// <summary>The work is done.</summary>
    Task<JobResult> CompleteAsync(JobHolder holder, FeelContext variables, CancellationToken cancellationToken = default);

    /// <summary>
    /// The work failed. It is tried again with back-off, until its tries are spent; then, and at once when
    /// <paramref name="retries"/> is 0, the case shows an incident.
    /// </summary>
    /// <param name="holder">Who says so.</param>
    /// <param name="message">Why, as people will read it.</param>
    /// <param name="retries">How often to try again still; null leaves it to the host, which never tries more often than its options say.</param>
    /// <param name="after">How long to wait; null takes the usual back-off.</param>
    /// <param name="cancellationToken">Ends the waiting, not the work.</param>
    Task<JobResult> FailAsync(JobHolder holder, string message, int? retries, TimeSpan? after, CancellationToken cancellationToken = default);

    /// <summary>The work ended with a BPMN error, for which the process may have a way.</summary>
    Task<JobResult> ThrowAsync(JobHolder holder, string code, string message, FeelContext variables, CancellationToken cancellationToken = default);

    /// <summary>Keeps a job longer, counted from now.</summary>
    Task<JobResult> ExtendAsync(JobHolder holder, TimeSpan duration, CancellationToken cancellationToken = default);
}

/// <summary>What a worker wants.</summary>
/// <param name="Topics">Of which topics.</param>
/// <param name="Worker">How it calls itself.</param>
/// <param name="Max">How many jobs at most.</param>
/// <param name="Duration">For how long.</param>
/// <param name="Wait">How long to wait for one; zero does not wait.</param>
public sealed record JobRequest(ValueList<string> Topics, string Worker, int Max, TimeSpan Duration, TimeSpan Wait);

/// <summary>A job in a worker's hands.</summary>
/// <param name="Id">Its stable id, the same at every lease: what outside parties may deduplicate by.</param>
/// <param name="Lease">Proves who holds it.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="ElementId">The service task.</param>
/// <param name="Attempt">Counts from 1.</param>
/// <param name="Until">When the lease runs out.</param>
/// <param name="Variables">The task's inputs.</param>
public sealed record LeasedJob(
    string Id, string Lease, string Topic, string CaseId, string ElementId, int Attempt, DateTimeOffset Until, FeelContext Variables);

/// <summary>Who answers for a job.</summary>
/// <param name="Id">The job.</param>
/// <param name="Lease">The lease that it was given under.</param>
/// <param name="Account">The account that asks; recorded with what it did.</param>
public sealed record JobHolder(string Id, string Lease, string Account);

/// <summary>What became of an answer. Closed.</summary>
public abstract record JobResult
{
    private JobResult()
    {
    }

    /// <summary>It holds, and is durable. </summary>
    /// <param name="Until">When the lease runs out or the job is tried again; null when it is over.</param>
    public sealed record Done(DateTimeOffset? Until) : JobResult;

    /// <summary>It does not hold; nothing changed.</summary>
    public sealed record Refused(Refusal Refusal) : JobResult;

    /// <summary>The store cannot write now; come again.</summary>
    public sealed record Busy(TimeSpan RetryAfter, string Sentence) : JobResult;
}
