using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using WorkflowItsm.Engine;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Api.Mail;

/// <summary>
/// Writes mails as .eml files into the folder <c>pickup</c> of the data folder. File name and Message-ID come from
/// the effect's id: doing an effect again writes the same file over.
/// </summary>
internal sealed class PickupMailHandler(WorkflowItsmOptions runtime, IOptions<MailOptions> mail) : IEffectHandler
{
    private const int MaxName = 180;

    public string Kind => EffectKinds.Mail;

    public async Task HandleAsync(EffectCall call, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(runtime.DataDirectory, "pickup");
        Directory.CreateDirectory(folder);
        var final = Path.Combine(folder, FileName(call.Id) + ".eml");
        var draft = $"{final}.{call.Attempt.ToString(CultureInfo.InvariantCulture)}.tmp";
        // On disk under its final name, or not at all: whoever picks it up must never see half a mail.
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using var message = Message(call);
            await message.WriteToAsync(file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, final, overwrite: true);
    }

    private MimeMessage Message(EffectCall call)
    {
        var payload = call.Effect.Payload;
        var message = new MimeMessage
        {
            MessageId = $"{FileName(call.Id)}@workflowitsm",
            Subject = OneLine(payload["subject"].ToText()),
            Date = call.RecordedAt,
            Body = new TextPart("plain") { Text = payload["body"].ToText() },
        };
        message.From.Add(MailboxAddress.Parse(mail.Value.From));
        var to = call.Effect.Target;
        message.To.Add(MailboxAddress.TryParse(to, out var address) ? address : new MailboxAddress(to, $"{FileName(to)}@workflowitsm.invalid"));
        message.Headers.Add("X-Ticket", OneLine(payload["ticket"].ToText()));
        return message;
    }

    private static string FileName(string id)
    {
        var name = new StringBuilder(id.Length);
        foreach (var one in id) name.Append(char.IsAsciiLetterOrDigit(one) || one is '-' or '_' or '.' ? one : '_');
        var safe = name.ToString().Trim('.');
        return safe.Length <= MaxName ? safe : safe[..MaxName];
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}

/// <summary>Settings of mails; configuration section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The sender. Default: <c>WorkflowItsm &lt;workflowitsm@localhost&gt;</c>.</summary>
    public string From { get; set; } = "WorkflowItsm <workflowitsm@localhost>";
}
