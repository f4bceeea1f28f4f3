using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Definitions;

/// <summary>The digest of a bundle: SHA-256 over its files in order of path. Two folders with equal files have equal digests.</summary>
public static class BundleDigest
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(ValueList<BundleFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Items.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(file.Path));
            Append(hash, file.Content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Lengths first, so that bytes cannot move from one file or name to the next unnoticed.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
