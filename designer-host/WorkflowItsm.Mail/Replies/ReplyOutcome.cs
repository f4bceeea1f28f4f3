using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Mail.Replies;

/// <summary>What became of a mail that came in. Closed.</summary>
internal abstract record ReplyOutcome
{
    private ReplyOutcome()
    {
    }

    /// <summary>It is on a ticket now; the same mail again changes nothing.</summary>
    /// <param name="Number">The ticket.</param>
    public sealed record Taken(string Number) : ReplyOutcome;

    /// <summary>No person wrote it; nothing is to be done.</summary>
    public sealed record Ignored(Words Reason) : ReplyOutcome;

    /// <summary>It could not become a comment; a person has to look at it.</summary>
    public sealed record Failed(Words Reason) : ReplyOutcome;

    /// <summary>Nothing was done; it is to be read again after a while.</summary>
    public sealed record Later(TimeSpan After, string Reason) : ReplyOutcome;

    /// <summary>A <see cref="Failed"/> of a sentence in both languages.</summary>
    public static Failed No(string en, string zh) => new(new(en, zh));
}
