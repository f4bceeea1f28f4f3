using Microsoft.Extensions.Logging;
using WorkflowItsm.Mail.Replies;

namespace WorkflowItsm.Mail.In;

/// <summary>What became of each mail, in the log.</summary>
internal static partial class MailLog
{
    public static void Write(ILogger log, string mail, ReplyOutcome outcome)
    {
        switch (outcome)
        {
            case ReplyOutcome.Taken taken:
                Taken(log, mail, taken.Number);
                break;
            case ReplyOutcome.Ignored ignored:
                Ignored(log, mail, ignored.Reason.En);
                break;
            case ReplyOutcome.Failed failed:
                Failed(log, mail, failed.Reason.En);
                break;
            case ReplyOutcome.Later later:
                Later(log, mail, later.Reason);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Mail} is on {Number}.")]
    private static partial void Taken(ILogger log, string mail, string number);

    [LoggerMessage(Level = LogLevel.Information, Message = "No comment was made of mail {Mail}: {Reason}.")]
    private static partial void Ignored(ILogger log, string mail, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} waits for a person in the folder of failed mails: {Reason}")]
    private static partial void Failed(ILogger log, string mail, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} is read again later: {Reason}")]
    private static partial void Later(ILogger log, string mail, string reason);
}
