using System.Globalization;
using MimeKit;
using WorkflowItsm.Mail.Threads;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Mail.Out;

/// <summary>
/// Writes mails as .eml files into the folder <c>pickup</c> of the data folder. The file is named after the effect's id:
/// doing an effect again writes the same file over. Mails that come together are made durable together, so that they do
/// not take the disk from the journal.
/// </summary>
internal sealed class PickupFolder(WorkflowItsmOptions runtime) : IOutbox
{
    private readonly Lock _gate = new();
    private List<Draft> _waiting = [];
    private bool _working;

    public async Task PutAsync(MimeMessage mail, string id, int attempt, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(runtime.DataDirectory, "pickup");
        Directory.CreateDirectory(folder);
        var final = Path.Combine(folder, ThreadId.Name(id) + ".eml");
        var draft = new Draft($"{final}.{attempt.ToString(CultureInfo.InvariantCulture)}.tmp", final);
        await using (var file = new FileStream(draft.Path, FileMode.Create, FileAccess.Write, FileShare.None))
            await mail.WriteToAsync(file, cancellationToken);
        Add(draft);
        await draft.Done.Task;
    }

    /// <summary>One for each address: nobody is met here who could be slow, and many together cost the disk least.</summary>
    public string TargetOf(string recipient) => $"pickup:{recipient}";

    private void Add(Draft draft)
    {
        lock (_gate)
        {
            _waiting.Add(draft);
            if (_working) return;
            _working = true;
        }

        _ = Task.Run(Work);
    }

    private void Work()
    {
        while (Next() is { } drafts)
        {
            try
            {
                // On disk under its final name, or not at all: whoever picks it up must never see half a mail.
                Durable.Sync([.. drafts.Select(draft => draft.Path)]);
                foreach (var draft in drafts) File.Move(draft.Path, draft.Final, overwrite: true);
                Durable.Sync([.. drafts.Select(draft => draft.Final)]);
                foreach (var draft in drafts) draft.Done.SetResult();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                foreach (var draft in drafts) draft.Done.TrySetException(failure);
            }
        }
    }

    private List<Draft>? Next()
    {
        lock (_gate)
        {
            _working = _waiting.Count > 0;
            if (!_working) return null;
            var drafts = _waiting;
            _waiting = [];
            return drafts;
        }
    }

    private sealed record Draft(string Path, string Final)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
