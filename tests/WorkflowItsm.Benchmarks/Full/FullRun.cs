using Microsoft.Data.Sqlite;
using WorkflowItsm.Benchmarks.Durable;
using WorkflowItsm.Benchmarks.Large;
using WorkflowItsm.Benchmarks.Quick;

namespace WorkflowItsm.Benchmarks.Full;

/// <summary>
/// Everything there is to measure: <c>full [--store FOLDER] [--docs FOLDER] [AREA …]</c>. Areas are those of the quick run
/// and <c>large</c>, <c>postgres</c>, <c>cases</c>, <c>versions</c>, <c>history</c>; none named means all.
/// </summary>
internal static class FullRun
{
    public static async Task RunAsync(string[] args)
    {
        var (store, docs) = (Option(args, "--store"), Option(args, "--docs"));
        string[] only = [.. args.Where((argument, index) => !argument.StartsWith("--", StringComparison.Ordinal) && (index == 0 || !args[index - 1].StartsWith("--", StringComparison.Ordinal)))];
        var (figures, series) = (new List<Figure>(), new List<Series>());
        await foreach (var figure in QuickRun.MeasureAsync(only)) Add(figure);
        var tickets = store is null ? (Open: 0L, Archived: 0L) : Count(store);
        if (store is not null && Wanted("large")) await foreach (var figure in LargeFigures.MeasureAsync(store)) Add(figure);
        if (Wanted("postgres")) await foreach (var figure in PostgresFigures.MeasureAsync()) Add(figure);
        if (Wanted("cases")) Draw(await CostSeries.ByCasesAsync(store, tickets.Open + tickets.Archived));
        if (Wanted("versions")) Draw(await CostSeries.ByVersionsAsync());
        if (Wanted("history")) Draw(await CostSeries.ByHistoryAsync());
        if (docs is not null)
        {
            var measured = Measured.Read(docs).With(new(figures, series, store is null ? null : Words(tickets.Open, tickets.Archived)));
            measured.Write(docs);
            new PerformancePage(measured).Write(docs);
        }

        void Add(Figure figure)
        {
            figures.Add(figure);
            Console.WriteLine(figure);
        }

        void Draw(Series one)
        {
            series.Add(one);
            foreach (var line in one.ToLines()) Console.WriteLine(line);
        }

        bool Wanted(string area) => only.Length == 0 || only.Contains(area);
    }

    private static BothWords Words(long open, long archived) => new(
        FormattableString.Invariant($"{open:N0} open and {archived:N0} archived incidents, made by the real core. Baseline of the starts: an empty store, in turns."),
        FormattableString.Invariant($"{open:N0}个未归档事件与 {archived:N0} 个已归档事件，由真实核心生成。创建速度的基线：空存储，交替测量。"));

    private static (long Open, long Archived) Count(string folder)
    {
        using var connection = BareLoop.Open(Path.Combine(folder, "journal.db"), SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(sum(active = 'true'), 0), coalesce(sum(active = 'false'), 0) FROM ticket";
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1)) : default;
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var place && place + 1 < args.Length ? args[place + 1] : null;
}
