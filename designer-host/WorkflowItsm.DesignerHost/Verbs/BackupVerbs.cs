using System.CommandLine;
using System.Globalization;
using WorkflowItsm.Api.Backups;
using WorkflowItsm.DesignerHost.Serving;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary><c>backup</c> and <c>restore</c>.</summary>
internal static class BackupVerbs
{
    public static Command Backup(Option<string> data, VerbConsole console)
    {
        var folder = new Argument<string>("DIR") { Description = "A new folder for the backup." };
        var backup = new Command("backup", "Copies journal, accounts and attachments into a new folder, while a server runs or not.") { folder };
        backup.SetAction(async (parsed, cancellation) =>
        {
            var from = Path.GetFullPath(parsed.GetRequiredValue(data));
            var settings = StoreChoice.Settings();
            if (StoreChoice.WhyNot(from, settings) is { } mismatch) return console.Fail(mismatch);
            if (!StoreChoice.HasJournal(from, settings)) return console.Fail($"There is no journal in {from}; name the data folder with --data.");
            await using var services = VerbServices.Build(from);
            var result = await services.GetRequiredService<BackupMaker>().MakeAsync(Path.GetFullPath(parsed.GetRequiredValue(folder)), cancellation);
            return Report(result, "The backup is in", console);
        });
        return backup;
    }

    public static Command Restore(Option<string> data, VerbConsole console)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of the backup." };
        var restore = new Command("restore", "Puts a backup into a new data folder, and checks it; exit code 1 when it is not whole.") { folder };
        restore.SetAction(async (parsed, cancellation) =>
        {
            if (StoreChoice.WhyNoRestore(StoreChoice.Settings()) is { } elsewhere) return console.Fail(elsewhere);
            await using var services = VerbServices.Build(parsed.GetRequiredValue(data));
            var result = await services.GetRequiredService<BackupRestorer>().RestoreAsync(Path.GetFullPath(parsed.GetRequiredValue(folder)), cancellation);
            return Report(result, "Every file and the whole journal were checked; the data folder is", console);
        });
        return restore;
    }

    private static int Report(BackupResult result, string begin, VerbConsole console)
    {
        switch (result)
        {
            case BackupResult.Done { Folder: var folder, Manifest: var manifest }:
                console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{begin} {folder}: {manifest.JournalRows} rows of the journal, {manifest.Files.Count} files, {manifest.Bytes} bytes."));
                return 0;
            case BackupResult.Refused refused:
                return console.Fail(refused.Sentence.En);
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result, "No such result.");
        }
    }
}
