using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Mail.Replies;
using WorkflowItsm.Mail.Settings;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Mail.In;

/// <summary>
/// Reads .eml files out of a folder, oldest name first. Whoever brings them writes under another name and renames. A
/// mail that was read goes to <c>processed</c> or <c>failed</c> below it; where there is a reason, it stands in a .txt beside it.
/// </summary>
internal sealed class FolderInbox(WorkflowItsmOptions runtime, IOptions<MailOptions> options, TimeProvider time, ILogger<FolderInbox> log) : IInbox
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private readonly string _folder = Path.GetFullPath(
        options.Value.Replies.Folder is { Length: > 0 } set ? set : Path.Combine(runtime.DataDirectory, "inbox"));

    public string Place => $"the folder {_folder}";

    public async Task ReadAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReplyOutcome>> take, CancellationToken cancellationToken)
    {
        DataDirectory.Make(_folder);
        while (true)
        {
            var pause = _pause;
            foreach (var file in Directory.EnumerateFiles(_folder, "*.eml").Order(StringComparer.Ordinal).ToArray())
            {
                var outcome = new FileInfo(file).Length is var bytes && bytes > ReplyDesk.MaxBytes
                    ? ReplyDesk.TooLarge(bytes)
                    : await take(await File.ReadAllBytesAsync(file, cancellationToken), cancellationToken);
                MailLog.Write(log, Path.GetFileName(file), outcome);
                if (outcome is ReplyOutcome.Later later)
                {
                    pause = later.After > _pause ? later.After : _pause;
                    break;
                }

                Put(file, outcome);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private void Put(string file, ReplyOutcome outcome)
    {
        switch (outcome)
        {
            case ReplyOutcome.Taken:
                Move(file, "processed", null);
                break;
            case ReplyOutcome.Ignored ignored:
                Move(file, "processed", Sentences.NotTaken(ignored.Reason));
                break;
            case ReplyOutcome.Failed failed:
                Move(file, "failed", failed.Reason);
                break;
            case ReplyOutcome.Later:
                break;
        }
    }

    // The reason first: a crash between the two leaves a mail that is read again, never one without its reason.
    private void Move(string file, string below, Words? reason)
    {
        var folder = Path.Combine(_folder, below);
        DataDirectory.Make(folder);
        var name = Path.GetFileNameWithoutExtension(file);
        var target = Path.Combine(folder, name);
        for (var i = 2; File.Exists(target + ".eml"); i++) target = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{i}"));
        if (reason is not null) File.WriteAllText(target + ".txt", $"{reason.En}\n{reason.Zh}\n");
        File.Move(file, target + ".eml");
    }
}
