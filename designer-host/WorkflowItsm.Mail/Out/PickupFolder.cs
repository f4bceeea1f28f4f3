using System.Globalization;
using MimeKit;
using WorkflowItsm.Mail.Threads;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Mail.Out;

/// <summary>
/// Writes mails as .eml files into the folder <c>pickup</c> of the data folder. The file is named after the effect's id:
/// doing an effect again writes the same file over.
/// </summary>
internal sealed class PickupFolder(WorkflowItsmOptions runtime) : IOutbox
{
    public async Task PutAsync(MimeMessage mail, EffectCall call, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(runtime.DataDirectory, "pickup");
        Directory.CreateDirectory(folder);
        var final = Path.Combine(folder, ThreadId.Name(call.Id) + ".eml");
        var draft = $"{final}.{call.Attempt.ToString(CultureInfo.InvariantCulture)}.tmp";
        // On disk under its final name, or not at all: whoever picks it up must never see half a mail.
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await mail.WriteToAsync(file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, final, overwrite: true);
    }
}
