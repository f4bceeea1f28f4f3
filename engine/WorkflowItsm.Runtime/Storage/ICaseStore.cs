namespace WorkflowItsm.Runtime.Storage;

/// <summary>
/// What the writer asks of a store. <see cref="LoadAsync"/>, <see cref="LoadTailAsync"/> and <see cref="SnapshotAsync"/>
/// may be called by any thread and see what was committed before the call; the other members are called by the one writer alone (and by the start before it).
/// An exception from <see cref="CommitAsync"/> means that nobody knows whether the transaction holds.
/// </summary>
public interface ICaseStore
{
    /// <summary>Creates or migrates the store and checks that it can be trusted; refuses with a sentence.</summary>
    /// <exception cref="InvalidOperationException">The store cannot be used; the message says why and what to do.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>The end of the journal as it is on disk.</summary>
    ValueTask<JournalHead> HeadAsync(CancellationToken cancellationToken);

    /// <summary>All rows of a case with their personal parts, oldest first; empty when there is no such case.</summary>
    ValueTask<IReadOnlyList<JournalRow>> LoadAsync(string caseId, CancellationToken cancellationToken);

    /// <summary>
    /// The rows of a case from the one that its snapshot follows, with their personal parts, oldest first; all of them when
    /// it has no snapshot, or one that follows no row of it.
    /// </summary>
    ValueTask<IReadOnlyList<JournalRow>> LoadTailAsync(string caseId, CancellationToken cancellationToken);

    /// <summary>The snapshot of a case as it is stored, whole or not; null when there is none.</summary>
    ValueTask<CaseSnapshot?> SnapshotAsync(string caseId, CancellationToken cancellationToken);

    /// <summary>Whether the journal holds a row of a case: a start asks, and is not to read for what is not there.</summary>
    ValueTask<bool> HasCaseAsync(string caseId, CancellationToken cancellationToken);

    /// <summary>An idempotency key that was used, or null.</summary>
    ValueTask<UsedKey?> FindKeyAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Looks up what a transaction's commands are going to ask with <see cref="FindKeyAsync"/> and <see cref="HasCaseAsync"/>, all
    /// in one journey. Null where asking one by one costs no journey, which is the default.
    /// </summary>
    ValueTask<StoreLookUp?> LookUpAsync(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> cases, CancellationToken cancellationToken) =>
        ValueTask.FromResult<StoreLookUp?>(null);

    /// <summary>The last number given away under a prefix; 0 when none was.</summary>
    ValueTask<long> CounterAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>The kinds of facts the journal has named.</summary>
    ValueTask<IReadOnlyList<FactKindRow>> FactKindsAsync(CancellationToken cancellationToken);

    /// <summary>Writes everything or nothing; durable when it returns.</summary>
    ValueTask CommitAsync(JournalBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the files anew, so that they no longer hold bytes of what was deleted; nothing is written meanwhile. A store
    /// that keeps no such bytes does nothing, which is the default.
    /// </summary>
    ValueTask CompactAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// Empties the log out of which the files are written, if there is one, so that it no longer holds bytes of what was
    /// deleted; takes no longer than a usual transaction. A store without one does nothing, which is the default.
    /// </summary>
    /// <returns>True once it is empty; false while somebody who reads holds it, and it has to be asked again.</returns>
    ValueTask<bool> EmptyLogAsync(CancellationToken cancellationToken) => ValueTask.FromResult(true);
}

/// <summary>What was looked up at once. What is in neither was not asked, and has to be asked by itself.</summary>
/// <param name="Keys">The idempotency keys that were asked for; null where one was not used.</param>
/// <param name="Cases">The cases that were asked for, and whether the journal holds a row of them.</param>
public sealed record StoreLookUp(IReadOnlyDictionary<string, UsedKey?> Keys, IReadOnlyDictionary<string, bool> Cases);

/// <summary>Reads the due rows. Safe to share between threads.</summary>
public interface IDueStore
{
    /// <summary>
    /// The first <paramref name="limit"/> rows due until a moment, by due time, case and key (each compared byte by
    /// byte): of all (null), or of those that follow one.
    /// </summary>
    ValueTask<IReadOnlyList<DueItem>> DueUntilAsync(
        DueItem? after, DateTimeOffset until, int limit, CancellationToken cancellationToken);
}

/// <summary>A due row and the case it belongs to.</summary>
/// <param name="Kind">The kind of stream.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Key">What is due, unique in the case.</param>
/// <param name="At">When.</param>
public sealed record DueItem(string Kind, string CaseId, string Key, DateTimeOffset At);

/// <summary>Reads the effects. Safe to share between threads.</summary>
public interface IEffectStore
{
    /// <summary>The first <paramref name="limit"/> pending effects after a place, in order of place.</summary>
    ValueTask<IReadOnlyList<RecordedEffect>> PendingAfterAsync(EffectPlace after, int limit, CancellationToken cancellationToken);

    /// <summary>How the effect of a place stands, and which case recorded it; null when there is none.</summary>
    ValueTask<EffectStanding?> StandingAsync(EffectPlace place, CancellationToken cancellationToken);
}

/// <summary>Reads the files of published bundles. Safe to share between threads.</summary>
public interface IDefinitionStore
{
    /// <summary>The files of a bundle by its digest, by path; empty when there is no such bundle.</summary>
    Feel.ValueList<Engine.Definitions.BundleFile> Files(string digest);
}
