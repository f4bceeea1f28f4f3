using System.CommandLine;
using System.Globalization;
using WorkflowItsm.DesignerHost.Serving;
using WorkflowItsm.Runtime.Retention;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary><c>retention preview</c>: reads the store, whether a server runs on it or not.</summary>
internal static class RetentionVerbs
{
    private const int MostDays = 36_525;

    public static Command Retention(Option<string> data, VerbConsole console)
    {
        var days = new Option<int?>("--days") { Description = "The age to suppose for every table; without it, the policy of WorkflowItsm:PersonalRetention.", HelpName = "N" };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > MostDays) result.AddError($"--days is to be from 1 to {MostDays}.");
        });
        var preview = new Command("preview", "Says how many closed tickets would lose their personal parts now; changes nothing.") { days };
        preview.SetAction(async (parsed, cancellation) =>
        {
            var folder = Path.GetFullPath(parsed.GetRequiredValue(data));
            var settings = StoreChoice.Settings();
            if (StoreChoice.WhyNot(folder, settings) is { } mismatch) return console.Fail(mismatch);
            if (!StoreChoice.HasJournal(folder, settings)) return console.Fail($"There is no journal in {folder}; name the data folder with --data.");
            await using var services = VerbServices.Build(folder);
            TimeSpan? kept = parsed.GetValue(days) is { } number ? TimeSpan.FromDays(number) : null;
            var shares = await services.GetRequiredService<IRetention>().PreviewAsync(kept, cancellation);
            if (shares.IsEmpty) await console.Output.WriteLineAsync("Nothing is erased by age: no policy is set; suppose an age with --days N.");
            foreach (var share in shares) await console.Output.WriteLineAsync(Sentence(share));
            return 0;
        });
        return new Command("retention", "What is erased by age.") { preview };
    }

    private static string Sentence(RetentionShare share) => string.Create(
        CultureInfo.InvariantCulture,
        $"{share.Table}: {share.Cases} tickets closed before {share.ClosedBefore.UtcDateTime:yyyy-MM-dd HH:mm} UTC ({share.Kept.TotalDays:0.##} days) have personal parts{Span(share)}; {share.ErasedCases} have lost theirs by age so far.");

    private static string Span(RetentionShare share) => share.Oldest is { } oldest && share.Newest is { } newest
        ? string.Create(CultureInfo.InvariantCulture, $", the oldest of {oldest.UtcDateTime:yyyy-MM-dd HH:mm}, the newest of {newest.UtcDateTime:yyyy-MM-dd HH:mm}")
        : "";
}
