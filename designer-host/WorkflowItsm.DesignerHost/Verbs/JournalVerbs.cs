using System.CommandLine;
using System.Globalization;
using WorkflowItsm.DesignerHost.Serving;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary><c>journal verify</c>.</summary>
internal static class JournalVerbs
{
    public static Command Journal(Option<string> data, VerbConsole console)
    {
        var verify = new Command("verify", "Folds and checks the whole journal, while a server runs or not; exit code 1 when anything is wrong.");
        verify.SetAction(async (parsed, cancellation) =>
        {
            var folder = Path.GetFullPath(parsed.GetRequiredValue(data));
            var settings = StoreChoice.Settings();
            if (StoreChoice.WhyNot(folder, settings) is { } mismatch) return console.Fail(mismatch);
            if (!StoreChoice.HasJournal(folder, settings))
                return console.Fail($"There is no journal in {folder}; name the data folder with --data.");
            await using var services = VerbServices.Build(folder);
            var report = services.GetRequiredService<JournalVerifier>().Verify(cancellation);
            foreach (var problem in report.Problems) await console.Output.WriteLineAsync(problem);
            var verdict = report.Problems.IsEmpty ? "everything holds" : $"{report.Problems.Count} problems";
            await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{report.Rows} rows, {report.Facts} facts, {report.Cases} cases, {report.Erased} with personal data erased: {verdict}."));
            return report.Problems.IsEmpty ? 0 : VerbConsole.Failed;
        });
        return new Command("journal", "What is recorded.") { verify };
    }
}
