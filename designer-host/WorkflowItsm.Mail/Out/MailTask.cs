using MimeKit;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Mail.Out;

/// <summary>What the inputs of a service task or send task with the handler <c>mail</c> ask for.</summary>
/// <param name="To">Who gets it.</param>
/// <param name="Cc">Who gets it too; may be empty.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
/// <param name="Error">The code of the BPMN error that a refusal for good is; null makes an incident of it.</param>
internal sealed record MailTask(IReadOnlyList<MailboxAddress> To, IReadOnlyList<MailboxAddress> Cc, string Subject, string Body, string? Error)
{
    private const int MaxRecipients = 100;
    private const int MaxSubject = 500;
    private const int MaxBody = 1024 * 1024;

    /// <summary>Everybody who gets it.</summary>
    public IEnumerable<MailboxAddress> Everybody => To.Concat(Cc);

    /// <exception cref="EffectFailedForGoodException">An input is missing or cannot be; the sentence names it.</exception>
    public static MailTask Read(FeelContext input)
    {
        var (to, cc) = (Addresses("to", input["to"]), Addresses("cc", input["cc"]));
        if (to.Count == 0) throw new EffectFailedForGoodException("The input 'to' names nobody; expected at least one mail address.", "输入“to”没有收件人；至少应有一个邮件地址。");
        if (to.Count + cc.Count > MaxRecipients) throw new EffectFailedForGoodException(
            $"The mail goes to {to.Count + cc.Count} addresses, more than {MaxRecipients}; write to a mailing list.",
            $"邮件有 {to.Count + cc.Count} 个收件地址，超过 {MaxRecipients} 个；请改用邮件列表。");
        return new(to, cc, Text("subject", input["subject"], MaxSubject).ReplaceLineEndings(" "), Text("body", input["body"], MaxBody), Code(input["error"]));
    }

    /// <summary>The addresses of a text, separated by commas, or of a list of such texts; nothing is none.</summary>
    public static IReadOnlyList<MailboxAddress> Addresses(string name, FeelValue value) =>
        value.IsNull ? []
        : value.TryGetList(out var list) ? [.. list.Items.SelectMany(item => Of(name, item))]
        : [.. Of(name, value)];

    /// <summary>A text that is not empty.</summary>
    public static string Text(string name, FeelValue value, int most = int.MaxValue)
    {
        if (!value.TryGetString(out var text) || string.IsNullOrWhiteSpace(text)) throw new EffectFailedForGoodException(
            $"The input '{name}' is {Kind(value)}, expected a text that is not empty.",
            $"输入“{name}”应为非空文本。");
        return text.Length <= most ? text : throw new EffectFailedForGoodException(
            $"The input '{name}' has {text.Length} characters, more than {most}.",
            $"输入“{name}”有 {text.Length} 个字符，超过 {most} 个。");
    }

    private static string? Code(FeelValue value) => value.IsNull ? null : Text("error", value);

    private static IEnumerable<MailboxAddress> Of(string name, FeelValue value)
    {
        if (!value.TryGetString(out var text)) throw new EffectFailedForGoodException($"The input '{name}' holds {Kind(value)}, expected mail addresses as text.", $"输入“{name}”应为文本形式的邮件地址。");
        if (InternetAddressList.TryParse(text, out var parsed) && parsed.Count > 0 && parsed.All(one => one is MailboxAddress { Domain.Length: > 0 }))
            return parsed.Mailboxes;
        throw new EffectFailedForGoodException(
            $"The input '{name}' holds '{text.ReplaceLineEndings(" ")}', which is no mail address such as alice@example.org.",
            $"输入“{name}”中的“{text.ReplaceLineEndings(" ")}”不是 alice@example.org 这样的邮件地址。");
    }

    private static string Kind(FeelValue value) => value.IsNull ? "null" : value.TryGetString(out _) ? "empty" : $"a {value.Kind.ToString().ToLowerInvariant()}";
}
