using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Mail.In;

/// <summary>Sentences that stand beside a mail.</summary>
internal static class Sentences
{
    /// <summary>Why a mail was not taken for a person's.</summary>
    public static Words NotTaken(Words reason) => new($"No comment was made of this mail: {reason.En}.", $"此邮件未转为评论：{reason.Zh}。");
}
