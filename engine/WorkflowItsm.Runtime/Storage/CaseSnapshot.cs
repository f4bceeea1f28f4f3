namespace WorkflowItsm.Runtime.Storage;

/// <summary>
/// The state of a case after one of its rows: a short cut for reading, never a second truth. It may be deleted at any
/// time, and is with every erasure in its case. Numbers are kept as they are stored.
/// </summary>
/// <param name="CaseId">The case; it has one snapshot at most.</param>
/// <param name="Version">How many facts are in the state.</param>
/// <param name="CodecVersion">The version of the core's state codec that wrote it.</param>
/// <param name="RowSequence">The place in the case of the first fact of the row it follows.</param>
/// <param name="RowHash">The hash of that row in the chain: it belongs to this journal and no other.</param>
/// <param name="State">The state, as the codec wrote it. Personal values are in it.</param>
/// <param name="Checksum">CRC-32C over everything else.</param>
public sealed record CaseSnapshot(
    string CaseId, long Version, long CodecVersion, long RowSequence, ReadOnlyMemory<byte> RowHash, ReadOnlyMemory<byte> State, long Checksum);
