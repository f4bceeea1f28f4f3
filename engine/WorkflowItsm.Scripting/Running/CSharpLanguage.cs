using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Scripts;
using WorkflowItsm.Scripting.Compiling;
using WorkflowItsm.Scripting.Values;

namespace WorkflowItsm.Scripting.Running;

/// <summary>Scripts in C#.</summary>
internal sealed partial class CSharpLanguage(
    ScriptCompiler compiler, ScriptBook book, IOptions<CSharpScriptOptions> options, TimeProvider time, ILogger<CSharpLanguage> log) : IScriptLanguage
{
    // Those that run on although their time is over, by their text.
    private readonly ConcurrentDictionary<string, int> _overdue = new(StringComparer.Ordinal);

    /// <summary>What is compiled.</summary>
    internal ScriptBook Book => book;

    public ValueList<string> Formats => ["csharp", "c#", "text/x-csharp"];

    public ValueList<ScriptProblem> Problems(string code) => compiler.Problems(code);

    public async Task<FeelValue> RunAsync(ScriptCall call, CancellationToken cancellationToken)
    {
        if (_overdue.ContainsKey(call.Code))
            throw new EffectRetryLaterException(
                "Another run of the script goes on beyond its time and cannot be aborted; this one waits for its end, or for a restart of the program.", options.Value.Timeout)
            { IsPostponed = true };
        var (script, problems) = book.Find(call.Code);
        if (script is null)
            throw new ScriptFailedException($"It does not compile with this program: {problems[0].Message} ({problems[0].Id})", problems[0].Position) { IsFinal = true };
        return await RunAsync(script, call, cancellationToken);
    }

    private async Task<FeelValue> RunAsync(LoadedScript script, ScriptCall call, CancellationToken stop)
    {
        var over = new CancellationTokenSource(options.Value.Timeout, time);
        var both = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stop);
        // A thread of its own: until its first wait a script may compute for long.
        var running = Task.Run(() => ResultAsync(script, call, over.Token, both.Token), CancellationToken.None);
        _ = running.ContinueWith(
            ended =>
            {
                _ = ended.Exception;
                both.Dispose();
                over.Dispose();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            return await running.WaitAsync(options.Value.Timeout + options.Value.Grace, time, stop);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            LeaveAlone(call, running);
            throw new EffectFailedForGoodException(
                $"It did not end within {options.Value.Timeout}, nor in the {options.Value.Grace} after it was told to stop. It cannot be aborted and may still run, but what it gives reaches the process no more. "
                + "Let it hand its cancellation token on, and restart the program if it does not end.");
        }
    }

    /// <summary>What the script gives, in values that hold nothing of it; and so are the exceptions.</summary>
    private async Task<FeelValue> ResultAsync(LoadedScript script, ScriptCall call, CancellationToken over, CancellationToken cancellation)
    {
        try
        {
            return ScriptValues.ToFeel(await script.RunAsync(new(call, cancellation)));
        }
        catch (ServiceTaskErrorException error)
        {
            throw new ServiceTaskErrorException(error.Code, error.Message) { Variables = error.Variables };
        }
        catch (EffectFailedForGoodException failure)
        {
            throw new ScriptFailedException(failure.Message, PlaceIn(script, failure)) { IsFinal = true };
        }
        catch (EffectRetryLaterException later)
        {
            throw new EffectRetryLaterException(later.Message, later.After) { IsPostponed = later.IsPostponed, MessageZh = later.MessageZh };
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            throw new ScriptFailedException($"It was stopped after {options.Value.Timeout}, as long as a script may run.", null);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new ScriptFailedException($"{failure.GetType().Name}: {failure.Message}", PlaceIn(script, failure));
        }
    }

    private void LeaveAlone(ScriptCall call, Task running)
    {
        _overdue.AddOrUpdate(call.Code, 1, (_, count) => count + 1);
        LogOverdue(log, call.ElementId, call.CaseId, options.Value.Timeout);
        _ = running.ContinueWith(
            _ =>
            {
                if (_overdue.AddOrUpdate(call.Code, 0, (_, count) => count - 1) == 0) _overdue.TryRemove(new(call.Code, 0));
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private static TextPosition? PlaceIn(LoadedScript script, Exception failure) =>
        new StackTrace(failure, fNeedFileInfo: true).GetFrames()
            .FirstOrDefault(frame => script.Declares(frame.GetMethod()) && frame.GetFileLineNumber() > 0) is { } frame
            ? new TextPosition(frame.GetFileLineNumber(), frame.GetFileColumnNumber())
            : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "The script of {Element} in case {Case} does not end although its time, {Timeout}, is over; it cannot be aborted.")]
    private static partial void LogOverdue(ILogger log, string element, string @case, TimeSpan timeout);
}
