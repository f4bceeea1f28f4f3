using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Insight;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Integrity;

/// <summary>
/// Checks the journal in the background once the runtime is ready, a piece at a time, and rests between the pieces so that
/// it takes no more than its share of a processor. What it finds is logged, counted, and shown to whoever asks.
/// </summary>
internal sealed partial class IntegrityService(
    IEnumerable<IJournalReader> readers,
    CaseCores cores,
    WorkflowItsmOptions options,
    RuntimeMetrics metrics,
    ILogger<IntegrityService> log) : BackgroundService, IIntegrityStatus
{
    private const int Piece = 256;
    private const int Kept = 100;
    private static readonly TimeSpan _longestRest = TimeSpan.FromSeconds(5);
    private volatile IntegrityReport _current = IntegrityReport.Waiting;

    public IntegrityReport Current => _current;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        // What ends with the process has just begun, empty.
        options.IntegrityShare > 0 && !options.KeepsNothing && readers.LastOrDefault() is { } reader
            ? Task.Run(() => RunAsync(reader, stoppingToken), CancellationToken.None)
            : Task.CompletedTask;

    private async Task RunAsync(IJournalReader reader, CancellationToken stop)
    {
        try
        {
            var walk = new JournalWalk(reader, cores);
            var last = walk.Last();
            _current = new(IntegrityPhase.Running, 0, last, 0, []);
            while (walk.Position < last)
            {
                var started = Stopwatch.GetTimestamp();
                var before = walk.Position;
                Note(walk.Next(Piece, last, stop), walk.Position - before);
                await RestAsync(Stopwatch.GetElapsedTime(started), stop);
            }

            Note(StoreProblems(reader, stop), 0);
            _current = _current with { Phase = IntegrityPhase.Finished };
            LogFinished(log, _current.RowsChecked, _current.ProblemCount);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _current = _current with { Phase = IntegrityPhase.Stopped };
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            var place = _current.RowsChecked;
            Note([new(null, null, $"The journal cannot be read after row {place}: {failure.Message}", $"无法读取日志第 {place} 行之后的内容：{failure.Message}")], 0);
            _current = _current with { Phase = IntegrityPhase.Stopped };
        }
    }

    private static IReadOnlyList<JournalProblem> StoreProblems(IJournalReader reader, CancellationToken stop)
    {
        using var snapshot = reader.OpenSnapshot();
        return [.. snapshot.StoreProblems(stop).Select(problem => new JournalProblem(null, null, problem, $"存储检查发现：{problem}"))];
    }

    private void Note(IReadOnlyList<JournalProblem> problems, long rows)
    {
        var now = _current;
        _current = now with
        {
            RowsChecked = now.RowsChecked + rows,
            ProblemCount = now.ProblemCount + problems.Count,
            Problems = now.Problems.Items.Concat(problems).Take(Kept).ToValueList(),
        };
        metrics.Checked(rows, problems.Count);
        foreach (var problem in problems) LogProblem(log, problem.Sentence);
    }

    private Task RestAsync(TimeSpan worked, CancellationToken stop)
    {
        var rest = worked * ((1 / Math.Min(1, options.IntegrityShare)) - 1);
        stop.ThrowIfCancellationRequested();
        return rest < TimeSpan.FromMilliseconds(1) ? Task.CompletedTask : Task.Delay(rest < _longestRest ? rest : _longestRest, stop);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The journal was checked: {Rows} rows, {Problems} problems.")]
    private static partial void LogFinished(ILogger log, long rows, int problems);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The journal is damaged. {Problem} Run 'journal verify', and restore a backup.")]
    private static partial void LogProblem(ILogger log, string problem);
}
