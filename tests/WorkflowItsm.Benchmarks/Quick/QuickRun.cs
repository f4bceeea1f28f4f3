using WorkflowItsm.Benchmarks.Bpmn;
using WorkflowItsm.Benchmarks.Durable;
using WorkflowItsm.Benchmarks.Http;
using WorkflowItsm.Benchmarks.Memory;
using WorkflowItsm.Benchmarks.Rules;
using WorkflowItsm.Benchmarks.Timers;

namespace WorkflowItsm.Benchmarks.Quick;

/// <summary>The figures that stand for the product's speed, in a few minutes, a line each.</summary>
internal static class QuickRun
{
    /// <param name="only">Beginnings of the names wanted; none means all.</param>
    public static async Task RunAsync(string[] only)
    {
        await foreach (var figure in MeasureAsync(only)) Console.WriteLine(figure);
    }

    /// <inheritdoc cref="RunAsync"/>
    public static async IAsyncEnumerable<Figure> MeasureAsync(string[] only)
    {
        if (Wanted("memory")) foreach (var figure in MemoryFigures.Measure()) yield return figure;
        if (Wanted("multi")) foreach (var figure in LoopFigures.Measure()) yield return figure;
        if (Wanted("dmn") || Wanted("table")) foreach (var figure in RuleFigures.Measure()) yield return figure;
        if (Wanted("bpmn")) foreach (var figure in BpmnFigures.Measure()) yield return figure;
        if (Wanted("durable")) await foreach (var figure in DurableFigures.MeasureAsync()) yield return figure;
        if (Wanted("http")) await foreach (var figure in HttpFigures.MeasureAsync()) yield return figure;
        // Takes minutes of its own, so it has to be asked for.
        if (only.Any(name => name.StartsWith("timers", StringComparison.Ordinal))) await foreach (var figure in TimerFigures.MeasureAsync()) yield return figure;

        bool Wanted(string area) => only.Length == 0 || only.Any(name => name.StartsWith(area, StringComparison.Ordinal));
    }
}
