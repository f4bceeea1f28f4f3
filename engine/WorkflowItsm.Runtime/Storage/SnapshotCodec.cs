using System.Buffers.Binary;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Recording;

namespace WorkflowItsm.Runtime.Storage;

/// <summary>
/// Makes a snapshot of a state, and a state of a snapshot. The state is the length of its personal values in four bytes,
/// those, and the rest. Not safe to share between threads: it reuses its buffers.
/// </summary>
internal sealed class SnapshotCodec
{
    private readonly FactWriter _writer = new();

    /// <summary>The state of a case after a row of it.</summary>
    public CaseSnapshot Write(StateCodec codec, CaseState state, JournalRow last)
    {
        _writer.Clear();
        codec.Write(_writer, state);
        var bytes = new byte[sizeof(int) + _writer.Personal.Length + _writer.Record.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, _writer.Personal.Length);
        _writer.Personal.CopyTo(bytes.AsSpan(sizeof(int)));
        _writer.Record.CopyTo(bytes.AsSpan(sizeof(int) + _writer.Personal.Length));
        var snapshot = new CaseSnapshot(
            last.CaseId, last.FirstSequence + last.Count - 1, codec.Version, last.FirstSequence, last.Hash, bytes, 0);
        return snapshot with { Checksum = JournalSeal.ChecksumOf(snapshot) };
    }

    /// <summary>The state; null when it is not whole, or when a core of another version wrote it.</summary>
    public static CaseState? Read(StateCodec codec, CaseSnapshot snapshot)
    {
        if (snapshot.CodecVersion != codec.Version || !IsWhole(snapshot)) return null;
        try
        {
            var personal = BinaryPrimitives.ReadInt32LittleEndian(snapshot.State.Span);
            var reader = new FactReader(snapshot.State[(sizeof(int) + personal)..], snapshot.State.Slice(sizeof(int), personal));
            var state = codec.Read(reader);
            return reader.AtEnd ? state : null;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or FormatException or OverflowException or ArgumentException)
        {
            // It is as if there were none: the facts say the same.
            return null;
        }
    }

    /// <summary>Whether it is as it was written.</summary>
    public static bool IsWhole(CaseSnapshot snapshot) => snapshot.Checksum == JournalSeal.ChecksumOf(snapshot);

    /// <summary>Whether it was made after this row.</summary>
    public static bool Follows(CaseSnapshot snapshot, JournalRow row) =>
        row.FirstSequence == snapshot.RowSequence
        && row.FirstSequence + row.Count - 1 == snapshot.Version
        && row.Hash.Span.SequenceEqual(snapshot.RowHash.Span);
}
