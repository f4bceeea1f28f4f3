using System.Buffers;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel;

/// <summary>
/// Values to and from bytes, exactly and compactly: the form that the journal keeps for ever. The first byte of a value is its tag; a
/// tag never changes its meaning, new forms get new tags. Every value has one form. Safe to call from any thread.
/// </summary>
public static class FeelBinary
{
    /// <summary>Writes a value.</summary>
    /// <exception cref="ArgumentException">The value is, or holds, a function.</exception>
    public static void Write(IBufferWriter<byte> writer, FeelValue value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        BinaryWriting.Write(new VarWriter(writer), value);
    }

    /// <summary>Reads one value and moves <paramref name="bytes"/> behind it.</summary>
    /// <exception cref="FormatException">The bytes are cut off or are no value.</exception>
    public static FeelValue Read(ref ReadOnlySpan<byte> bytes) => BinaryReading.Read(ref bytes, 0);
}
