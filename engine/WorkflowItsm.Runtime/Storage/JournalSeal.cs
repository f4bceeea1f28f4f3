using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace WorkflowItsm.Runtime.Storage;

/// <summary>
/// What makes damage and tampering visible. The checksum finds a flipped bit in one row without its neighbours;
/// the hash chain finds rows that were changed, left out or put in by somebody who can also compute checksums.
/// Personal data enters only as a salted digest, so that erasing it breaks neither.
/// </summary>
internal static class JournalSeal
{
    private const int SaltBytes = 16;

    /// <summary>The row with its hash and its checksum.</summary>
    public static JournalRow Seal(JournalRow row, ReadOnlyMemory<byte> previousHash)
    {
        var hashed = row with { Hash = HashOf(row, previousHash.Span) };
        return hashed with { Checksum = ChecksumOf(hashed) };
    }

    public static byte[] HashOf(JournalRow row, ReadOnlySpan<byte> previousHash)
    {
        Span<byte> link = stackalloc byte[2 * SHA256.HashSizeInBytes];
        link.Clear();
        previousHash.CopyTo(link);
        SHA256.HashData(Bytes(row).WrittenSpan, link[SHA256.HashSizeInBytes..]);
        return SHA256.HashData(link);
    }

    public static long ChecksumOf(JournalRow row) => Crc32C(Crc32C(uint.MaxValue, Bytes(row).WrittenSpan), row.Hash.Span) ^ uint.MaxValue;

    public static long ChecksumOf(CaseSnapshot snapshot)
    {
        var buffer = new ArrayBufferWriter<byte>(160 + snapshot.State.Length);
        Text(buffer, snapshot.CaseId);
        Number(buffer, snapshot.Version);
        Number(buffer, snapshot.CodecVersion);
        Number(buffer, snapshot.RowSequence);
        Blob(buffer, snapshot.RowHash.Span);
        Blob(buffer, snapshot.State.Span);
        return Crc32C(uint.MaxValue, buffer.WrittenSpan) ^ uint.MaxValue;
    }

    public static PersonalPart Personal(byte[] data) => new(RandomNumberGenerator.GetBytes(SaltBytes), data);

    public static byte[] DigestOf(PersonalPart personal)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(personal.Salt.Span);
        hash.AppendData(personal.Data.Span);
        return hash.GetHashAndReset();
    }

    private static ArrayBufferWriter<byte> Bytes(JournalRow row)
    {
        var buffer = new ArrayBufferWriter<byte>(160 + row.Record.Length);
        Number(buffer, row.Position);
        Text(buffer, row.CaseId);
        Text(buffer, row.Kind);
        Number(buffer, row.FirstSequence);
        Number(buffer, row.Count);
        Number(buffer, row.Time);
        Number(buffer, row.Release);
        Blob(buffer, row.Record.Span);
        Blob(buffer, row.PersonalDigest.Span);
        return buffer;
    }

    private static void Number(ArrayBufferWriter<byte> buffer, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    private static void Text(ArrayBufferWriter<byte> buffer, string value) => Blob(buffer, Encoding.UTF8.GetBytes(value));

    // The length comes first, so that no two rows with shifted borders have the same bytes.
    private static void Blob(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> value)
    {
        Number(buffer, value.Length);
        buffer.Write(value);
    }

    private static uint Crc32C(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var next in bytes) crc = BitOperations.Crc32C(crc, next);
        return crc;
    }
}
