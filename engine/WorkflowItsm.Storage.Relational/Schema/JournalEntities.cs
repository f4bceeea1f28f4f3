using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Storage.Relational.Schema;

/// <summary>A row of the journal; see <see cref="JournalRow"/>.</summary>
internal sealed class JournalEntity
{
    public long Position { get; set; }

    public required string CaseId { get; set; }

    public required string Kind { get; set; }

    public long FirstSequence { get; set; }

    public long Count { get; set; }

    public long Time { get; set; }

    public long Release { get; set; }

    public required byte[] Record { get; set; }

    public required byte[] PersonalDigest { get; set; }

    public required byte[] Hash { get; set; }

    public long Checksum { get; set; }
}

/// <summary>The personal part of a row; may be deleted.</summary>
internal sealed class PersonalEntity
{
    public long Position { get; set; }

    public required byte[] Salt { get; set; }

    public required byte[] Data { get; set; }
}

/// <summary>The state of a case after one of its rows; see <see cref="CaseSnapshot"/>. May be deleted.</summary>
internal sealed class CaseSnapshotEntity
{
    public required string CaseId { get; set; }

    public long Version { get; set; }

    public long CodecVersion { get; set; }

    public long RowSequence { get; set; }

    public required byte[] RowHash { get; set; }

    public required byte[] State { get; set; }

    public long Checksum { get; set; }
}

/// <summary>What a tag in the journal means.</summary>
internal sealed class FactKindEntity
{
    public long Tag { get; set; }

    public required string Name { get; set; }

    public long Version { get; set; }
}

/// <summary>An idempotency key that was used.</summary>
internal sealed class UsedKeyEntity
{
    public required string Key { get; set; }

    public string? Digest { get; set; }

    public required string Kind { get; set; }

    public required string CaseId { get; set; }
}

/// <summary>The last number given away under a prefix.</summary>
internal sealed class CounterEntity
{
    public required string Prefix { get; set; }

    public long Last { get; set; }
}

/// <summary>The bytes of a definition file, once for all bundles that have it.</summary>
internal sealed class BlobEntity
{
    public required string Digest { get; set; }

    public required byte[] Content { get; set; }
}

/// <summary>A file of a bundle.</summary>
internal sealed class BundleFileEntity
{
    public required string BundleDigest { get; set; }

    public required string Path { get; set; }

    public required string BlobDigest { get; set; }
}
