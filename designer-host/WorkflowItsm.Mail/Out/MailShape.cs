using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Connectors;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Mail.Out;

/// <summary>What the handler <c>mail</c> can be told.</summary>
internal sealed class MailShape : IConnector
{
    public string Name => MailConnector.Name;

    public Sentence Label => Sentence.Both("Mail", "邮件");

    public Sentence Answer => Sentence.Both("messageId and recipients: under which id it was sent, and to which addresses", "messageId 和 recipients：邮件的标识与收件地址");

    public ValueList<ConnectorField> Fields { get; } =
    [
        new("to", Sentence.Both("To", "收件人")) { IsRequired = true, Hint = Sentence.Both("Addresses, e.g. \"alice@example.org\" or a list", "地址，例如 \"alice@example.org\" 或一个列表") },
        new("cc", Sentence.Both("Copy to", "抄送")),
        new("subject", Sentence.Both("Subject", "主题")) { IsRequired = true, Hint = Sentence.Both("e.g. \"Ticket \" + number + \" is resolved\"", "例如 \"工单 \" + number + \" 已解决\"") },
        new("body", Sentence.Both("Text", "正文")) { IsRequired = true, IsLong = true, Hint = Sentence.Both("e.g. string join([\"It is done.\", close_notes], \"\\n\")", "例如 string join([\"已完成。\", close_notes], \"\\n\")") },
        new("error", Sentence.Both("Error when it is refused", "被拒收时的错误"))
        {
            Hint = Sentence.Both("Code of the BPMN error, e.g. \"no-such-address\"; where nothing is written it is an incident", "BPMN 错误代码，例如 \"no-such-address\"；未填写时为异常"),
        },
    ];

    public ConnectorRemark? Judge(string field, FeelValue value)
    {
        try
        {
            if (field is not ("to" or "cc")) MailTask.Text(field, value);
            else if (MailTask.Addresses(field, value).Count == 0) return ConnectorRemark.Wrong("names nobody; expected at least one mail address.", "没有收件人；至少应有一个邮件地址。");
        }
        catch (EffectFailedForGoodException wrong)
        {
            return ConnectorRemark.Wrong(wrong.Message, wrong.MessageZh!);
        }

        return null;
    }
}
