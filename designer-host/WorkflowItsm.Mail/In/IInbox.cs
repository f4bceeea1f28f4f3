using WorkflowItsm.Mail.Replies;

namespace WorkflowItsm.Mail.In;

/// <summary>Where mails come in.</summary>
internal interface IInbox
{
    /// <summary>What is said of it at start, e.g. "the folder …".</summary>
    string Place { get; }

    /// <summary>
    /// Reads mails as they come, gives each to <paramref name="take"/> and puts it where it belongs, until it is cancelled or
    /// something fails; then nothing is lost, and it may be called again.
    /// </summary>
    Task ReadAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReplyOutcome>> take, CancellationToken cancellationToken);
}
