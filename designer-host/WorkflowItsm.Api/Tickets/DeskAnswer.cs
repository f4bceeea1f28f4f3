using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Api.Tickets;

/// <summary>What became of something that was asked of <see cref="TicketDesk"/>. Closed.</summary>
public abstract record DeskAnswer
{
    private static readonly TicketCore _core = new();

    private DeskAnswer()
    {
    }

    /// <summary>Durable.</summary>
    /// <param name="CaseId">The ticket.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="Version">Its version after it.</param>
    /// <param name="Changed">False when nothing had to change, or for a repeat.</param>
    public sealed record Done(string CaseId, string Number, long Version, bool Changed) : DeskAnswer
    {
        /// <summary>The ticket as it is now, whether or not the caller may see it; null of what is no ticket.</summary>
        internal TicketState? State { get; init; }

        /// <summary>The row by which the ticket is found; made when asked for. Null of what is no ticket.</summary>
        internal TicketRecord? ToRecord() => State is not null && _core.Rows(State).Search is { } row
            ? new(CaseId, row.Table, row.Number, row.Active, Version, row.Fields)
            : null;
    }

    /// <summary>It does not hold; nothing changed.</summary>
    /// <param name="Code">A stable kebab-case name.</param>
    /// <param name="Sentence">Why, and what to do.</param>
    /// <param name="Problems">What is wrong with single fields; empty when it is about none.</param>
    public sealed record Refused(string Code, Words Sentence, ValueList<FieldProblem> Problems) : DeskAnswer;

    /// <summary>The ticket has changed since it was seen; nothing changed. Look at it and decide again.</summary>
    /// <param name="Version">The version it is at now.</param>
    /// <param name="Sentence">The same in words.</param>
    public sealed record Stale(long Version, Words Sentence) : DeskAnswer;

    /// <summary>The server cannot now; come again.</summary>
    /// <param name="RetryAfter">When.</param>
    /// <param name="Sentence">The same in words.</param>
    public sealed record Busy(TimeSpan RetryAfter, Words Sentence) : DeskAnswer;

    /// <summary>The answer that a result of the runtime is.</summary>
    internal static DeskAnswer Of(CommandResult result) => result switch
    {
        CommandResult.Done { State: TicketState ticket } done => new Done(done.CaseId, ticket.Number, done.Version, done.Changed) { State = ticket },
        // An alert goes to its conversation, which has no number and no row.
        CommandResult.Done done => new Done(done.CaseId, "", done.Version, done.Changed),
        CommandResult.Refused { Refusal: var refusal } => Refuse(
            refusal.Code, new(refusal.Sentence, refusal.SentenceZh ?? refusal.Sentence), refusal.Field),
        CommandResult.KeyReused reused => Refuse("key-reused", new(reused.Sentence, "此 Idempotency-Key 已用于另一个请求；请换一个新的键。")),
        CommandResult.Stale stale => new Stale(stale.Version, new(
            $"The ticket has changed since it was read: it is at version {stale.Version} now. Read it again and decide anew.",
            $"工单在读取之后已被更改：现在的版本是 {stale.Version}。请重新读取后再操作。")),
        CommandResult.Busy busy => new Busy(busy.RetryAfter, new(busy.Sentence, "服务器繁忙，未执行任何操作；请稍后重试。")),
    };

    internal static Refused Refuse(string code, Words sentence, string? field = null) =>
        new(code, sentence, field is null ? [] : [new FieldProblem(field, sentence)]);

    /// <summary>One refusal of all the fields that are wrong.</summary>
    internal static Refused RefuseFields(ValueList<FieldProblem> problems) => new(
        "field-invalid",
        new(string.Join(" ", problems.Items.Select(problem => problem.Sentence.En)), string.Concat(problems.Items.Select(problem => problem.Sentence.Zh))),
        problems);
}

/// <summary>How something is asked of <see cref="TicketDesk"/>.</summary>
/// <param name="Actor">Who asks.</param>
public sealed record DeskCall(Engine.Cases.Actor Actor)
{
    /// <summary>Makes repeats harmless; null means that every call counts.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>A digest of what was asked, compared between calls of one key; null is not compared.</summary>
    public string? RequestDigest { get; init; }

    /// <summary>The version that was seen; another one is <see cref="DeskAnswer.Stale"/>. Null takes any.</summary>
    public long? ExpectedVersion { get; init; }
}
