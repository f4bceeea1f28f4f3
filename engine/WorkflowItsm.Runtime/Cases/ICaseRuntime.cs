using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>
/// The one way to change a case. Commands of all callers are decided in turn by one writer, which commits many
/// of them in one transaction and answers each only after the commit. Safe to share between threads.
/// </summary>
public interface ICaseRuntime
{
    /// <summary>Sends a command and waits until it is durable or refused.</summary>
    Task<CommandResult> SendAsync(CaseCall call, CancellationToken cancellationToken = default);

    /// <summary>The committed state of a case; null when there is no such case.</summary>
    ValueTask<CaseState?> ReadAsync(string kind, string caseId, CancellationToken cancellationToken = default);

    /// <summary>Everything recorded of a case, oldest first; empty when there is no such case.</summary>
    Task<IReadOnlyList<RecordedFact>> HistoryAsync(string kind, string caseId, CancellationToken cancellationToken = default);

    /// <summary>A fresh case id: 32 lower-case hexadecimal digits that sort by time of creation.</summary>
    string NewCaseId();
}

/// <summary>A command on its way to a case.</summary>
/// <param name="Kind">The kind of stream (<see cref="ICaseCore.Kind"/>).</param>
/// <param name="CaseId">Which case; one that does not exist yet begins with this command if its core accepts it.</param>
/// <param name="Command">What is asked.</param>
/// <param name="Actor">Who asks.</param>
public sealed record CaseCall(string Kind, string CaseId, CaseCommand Command, Actor Actor)
{
    /// <summary>
    /// Makes repeats harmless: a second call under the same key changes nothing and gets the first one's answer.
    /// Null means that every call counts.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// A digest of what was asked; the same key with another digest is <see cref="CommandResult.KeyReused"/>. Null is
    /// not compared.
    /// </summary>
    public string? RequestDigest { get; init; }

    /// <summary>
    /// The version (number of journalled facts) the caller saw; null takes any. Another one is
    /// <see cref="CommandResult.Stale"/>.
    /// </summary>
    public long? ExpectedVersion { get; init; }
}

/// <summary>What became of a command. Closed.</summary>
public abstract record CommandResult
{
    private CommandResult()
    {
    }

    /// <summary>Durable. For a repeat under an idempotency key: the case as it is now.</summary>
    /// <param name="CaseId">The case it holds for (of a repeat: the first call's).</param>
    /// <param name="State">The state after it.</param>
    /// <param name="Version">The number of facts after it.</param>
    /// <param name="Changed">False when nothing had to change, or for a repeat.</param>
    public sealed record Done(string CaseId, CaseState State, long Version, bool Changed) : CommandResult;

    /// <summary>The core refused it; nothing changed.</summary>
    public sealed record Refused(Refusal Refusal) : CommandResult;

    /// <summary>The idempotency key was used for another request.</summary>
    public sealed record KeyReused(string Sentence) : CommandResult;

    /// <summary>The case has changed since the caller looked.</summary>
    public sealed record Stale(long Version) : CommandResult;

    /// <summary>The queue is full or the store cannot write now: nothing was done; come again after the time given.</summary>
    public sealed record Busy(TimeSpan RetryAfter, string Sentence) : CommandResult;
}

/// <summary>A fact as the journal holds it.</summary>
/// <param name="Sequence">Its place in the case, from 1.</param>
/// <param name="Header">When and by whom.</param>
/// <param name="Fact">What happened.</param>
public sealed record RecordedFact(long Sequence, FactHeader Header, CaseFact Fact);
