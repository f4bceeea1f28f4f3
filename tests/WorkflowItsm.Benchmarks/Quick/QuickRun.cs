using WorkflowItsm.Benchmarks.Durable;
using WorkflowItsm.Benchmarks.Http;
using WorkflowItsm.Benchmarks.Memory;
using WorkflowItsm.Benchmarks.Rules;

namespace WorkflowItsm.Benchmarks.Quick;

/// <summary>The figures that stand for the product's speed, in a few minutes, a line each.</summary>
internal static class QuickRun
{
    /// <param name="only">Beginnings of the names wanted; none means all.</param>
    public static async Task RunAsync(string[] only)
    {
        if (Wanted("memory")) foreach (var figure in MemoryFigures.Measure()) Print(figure);
        if (Wanted("dmn") || Wanted("table")) foreach (var figure in RuleFigures.Measure()) Print(figure);
        if (Wanted("durable")) await foreach (var figure in DurableFigures.MeasureAsync()) Print(figure);
        if (Wanted("http")) await foreach (var figure in HttpFigures.MeasureAsync()) Print(figure);

        bool Wanted(string area) => only.Length == 0 || only.Any(name => name.StartsWith(area, StringComparison.Ordinal));
    }

    private static void Print(Figure figure) => Console.WriteLine(figure);
}
