using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Storage;

/// <summary>Everything one transaction writes.</summary>
public sealed record JournalBatch
{
    /// <summary>The new rows of the journal, by position.</summary>
    public IReadOnlyList<JournalRow> Rows { get; init; } = [];

    /// <summary>The cases whose rows may have changed; each once.</summary>
    public IReadOnlyCollection<CaseChange> Cases { get; init; } = [];

    /// <summary>The idempotency keys that were used.</summary>
    public IReadOnlyCollection<UsedKey> Keys { get; init; } = [];

    /// <summary>The last number given away, by prefix.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = new Dictionary<string, long>();

    /// <summary>The new effects.</summary>
    public IReadOnlyList<RecordedEffect> Effects { get; init; } = [];

    /// <summary>What became of effects.</summary>
    public IReadOnlyList<EffectMark> Marks { get; init; } = [];

    /// <summary>The files of published bundles.</summary>
    public IReadOnlyList<StoredBundle> Bundles { get; init; } = [];

    /// <summary>Kinds of facts that the journal has not named yet.</summary>
    public IReadOnlyList<FactKindRow> FactKinds { get; init; } = [];

    /// <summary>Snapshots of cases, each in the place of the one before; written after what <see cref="Erased"/> deletes.</summary>
    public IReadOnlyCollection<CaseSnapshot> Snapshots { get; init; } = [];

    /// <summary>What has expired, and is deleted.</summary>
    public ExpiredShare Expired { get; init; } = ExpiredShare.Nothing;

    /// <summary>What is erased.</summary>
    public JournalErasure Erased { get; init; } = JournalErasure.Nothing;

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty =>
        Rows.Count + Cases.Count + Keys.Count + Counters.Count + Effects.Count + Marks.Count + Bundles.Count + FactKinds.Count + Snapshots.Count == 0
        && Erased.IsEmpty && Expired.IsEmpty;
}

/// <summary>What of the rows beside the journal a transaction deletes because nobody needs it any more.</summary>
/// <param name="Effects">Effects that were done or skipped.</param>
/// <param name="Keys">Idempotency keys.</param>
public sealed record ExpiredShare(IReadOnlyCollection<EffectPlace> Effects, IReadOnlyCollection<string> Keys)
{
    /// <summary>Deletes nothing.</summary>
    public static ExpiredShare Nothing { get; } = new([], []);

    /// <summary>Whether nothing is deleted.</summary>
    public bool IsEmpty => Effects.Count + Keys.Count == 0;
}

/// <summary>What a transaction erases; the rows of the cases it is about are among its changes.</summary>
/// <param name="Personal">The positions of journal rows that lose their personal part; the snapshots of their cases go with it.</param>
/// <param name="Effects">
/// The positions of rows whose effects forget whom they went to: mails that still wait are given up, others are done first.
/// </param>
/// <param name="Keys">Idempotency keys that are deleted.</param>
/// <param name="Digests">Idempotency keys that stay, and lose the digest of what was asked.</param>
public sealed record JournalErasure(
    IReadOnlyCollection<long> Personal, IReadOnlyCollection<long> Effects, IReadOnlyCollection<string> Keys, IReadOnlyCollection<string> Digests)
{
    /// <summary>Erases nothing.</summary>
    public static JournalErasure Nothing { get; } = new([], [], [], []);

    /// <summary>Whether nothing is erased.</summary>
    public bool IsEmpty => Personal.Count + Effects.Count + Keys.Count + Digests.Count == 0;
}

/// <summary>The rows by which a case is found, before and after the transaction; what is equal needs no write.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Kind">The kind of stream.</param>
/// <param name="Version">The number of facts after it.</param>
/// <param name="Before">What is stored.</param>
/// <param name="After">What is to be stored.</param>
public sealed record CaseChange(string CaseId, string Kind, long Version, CaseRows Before, CaseRows After);

/// <summary>An idempotency key and the case its command was done on.</summary>
/// <param name="Key">The key; unique in the store.</param>
/// <param name="Digest">What was asked, as its caller digested it; null when it did not.</param>
/// <param name="Kind">The kind of stream.</param>
/// <param name="CaseId">The case.</param>
public sealed record UsedKey(string Key, string? Digest, string Kind, string CaseId);

/// <summary>The files of a bundle, kept under the digest of them all.</summary>
/// <param name="Digest">The bundle's digest.</param>
/// <param name="Files">All its files.</param>
public sealed record StoredBundle(string Digest, ValueList<BundleFile> Files);

/// <summary>What a tag in the journal means; written once, and compared at every start.</summary>
public sealed record FactKindRow(long Tag, string Name, long Version);
