namespace WorkflowItsm.Runtime.Storage;

/// <summary>
/// A row of the journal: the facts of one command. Numbers are kept as they are stored, so that a damaged row
/// can be read and named instead of failing on the way.
/// </summary>
/// <param name="Position">Its place in the whole journal, from 1, without gaps.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Kind">The kind of stream.</param>
/// <param name="FirstSequence">The place of its first fact in the case, from 1.</param>
/// <param name="Count">How many facts it holds.</param>
/// <param name="Time">The command's time in UTC ticks (100 ns since year 1).</param>
/// <param name="Release">The number of the release the command was decided under; 0 before anything was published.</param>
/// <param name="Record">A format byte, then the facts one after another.</param>
/// <param name="PersonalDigest">
/// SHA-256 of salt and data of the personal part; empty when the engine itself asked and nothing is personal.
/// </param>
/// <param name="Hash">SHA-256 over the hash of the row before and a digest of this row: the chain.</param>
/// <param name="Checksum">CRC-32C over everything else in the row.</param>
public sealed record JournalRow(
    long Position,
    string CaseId,
    string Kind,
    long FirstSequence,
    long Count,
    long Time,
    long Release,
    ReadOnlyMemory<byte> Record,
    ReadOnlyMemory<byte> PersonalDigest,
    ReadOnlyMemory<byte> Hash,
    long Checksum)
{
    /// <summary>The personal part; null when there is none, or when it has been erased.</summary>
    public PersonalPart? Personal { get; init; }
}

/// <summary>What of a row may be erased one day: who asked, and the personal values of the facts.</summary>
/// <param name="Salt">Random, so that the digest that stays behind does not give short values away.</param>
/// <param name="Data">The actor's name and the values.</param>
public sealed record PersonalPart(ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Data);

/// <summary>The end of the journal: what the next row follows.</summary>
/// <param name="Position">The position of the last row; 0 when there is none.</param>
/// <param name="Hash">Its hash; empty when there is none.</param>
public sealed record JournalHead(long Position, ReadOnlyMemory<byte> Hash)
{
    /// <summary>The head of a journal without rows.</summary>
    public static JournalHead Empty { get; } = new(0, ReadOnlyMemory<byte>.Empty);
}
