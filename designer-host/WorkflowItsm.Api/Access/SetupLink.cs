namespace WorkflowItsm.Api.Access;

/// <summary>The one row that says whether the first administrator may still be made by a link.</summary>
internal sealed class SetupLink
{
    /// <summary>There is one row.</summary>
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    /// <summary>The digest of the token that was printed last.</summary>
    public required string Digest { get; set; }

    /// <summary>When there was a first administrator; from then on no link works again. Null while nobody has been.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
