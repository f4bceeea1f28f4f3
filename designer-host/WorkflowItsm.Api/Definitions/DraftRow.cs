namespace WorkflowItsm.Api.Definitions;

/// <summary>In <c>ops.db</c>: that somebody works on a bundle. It goes when its account goes.</summary>
internal sealed class DraftRow
{
    public required string AccountId { get; init; }

    public required string Bundle { get; init; }

    /// <summary>The version that the work began from; 0 for a bundle that was never published.</summary>
    public int BaseVersion { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public List<DraftFileRow> Files { get; init; } = [];
}

/// <summary>In <c>ops.db</c>: a file of a draft that is not as its base version has it.</summary>
internal sealed class DraftFileRow
{
    public string AccountId { get; init; } = "";

    public string Bundle { get; init; } = "";

    public required string Path { get; init; }

    /// <summary>The bytes; null when the file is to be left out.</summary>
    public byte[]? Content { get; set; }
}
