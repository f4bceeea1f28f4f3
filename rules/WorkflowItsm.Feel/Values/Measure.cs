namespace WorkflowItsm.Feel.Values;

/// <summary>
/// The logical size of a value in bytes (shared parts count each time) and its nesting. A list of a list of … of one string is
/// small in memory and huge when written: the size is known before anything is written.
/// </summary>
internal readonly record struct Measure(long Bytes, int Depth)
{
    /// <summary>Deeper values are refused, because comparing and writing them recurses.</summary>
    public const int DeepestNesting = 128;

    private const int SlotBytes = 16;

    public static Measure Of(FeelValue value) => value.Kind switch
    {
        FeelKind.String => new(SlotBytes + 2L * value.StringOrNull!.Length, 0),
        FeelKind.List => value.ItemsOrNull!.Measure,
        FeelKind.Context => value.ContextOrNull!.Measure,
        FeelKind.Range => new(4 * SlotBytes, 1),
        _ => new(SlotBytes, 0),
    };

    public static Measure OfAll(ReadOnlySpan<FeelValue> values)
    {
        long bytes = SlotBytes;
        var depth = 0;
        foreach (var value in values)
        {
            var one = Of(value);
            bytes = bytes > long.MaxValue - one.Bytes ? long.MaxValue : bytes + one.Bytes;
            depth = Math.Max(depth, one.Depth);
        }

        return new(bytes, depth + 1);
    }
}
