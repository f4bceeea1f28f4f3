using System.Diagnostics;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Engine;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Insight;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>
/// The one writer. It takes what waits in the lanes, decides it in turn, commits it in one transaction, and only
/// then publishes the states and answers. While it commits, the next batch gathers: one fsync serves them all.
/// </summary>
internal sealed partial class CaseWriter(
    BatchServices services, CommitFeed feed, RuntimeMetrics metrics, WorkflowItsmOptions options, ILogger<CaseWriter> log)
{
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);
    private readonly WriteLanes _lanes = new(options.QueueCapacity);
    private readonly Dictionary<string, long> _counters = new(StringComparer.Ordinal);
    private volatile bool _stopping;
    private JournalHead? _head;
    private Task _loop = Task.CompletedTask;

    public static CommandResult.Busy Full { get; } = new(
        _retryAfter, "The queue of commands is full; nothing was done. Send the command again after a second.");

    public static CommandResult.Busy Stopping { get; } = new(
        _retryAfter, "The server is stopping; nothing was done. Send the command again when it is back.");

    private static CommandResult.Busy Unsure { get; } = new(
        _retryAfter, "The store did not confirm the change, so it may or may not hold. "
            + "Send the command again under the same idempotency key.");

    /// <summary>Queues somebody's request if there is room.</summary>
    public bool TrySubmit(WriteRequest request) => _lanes.TryAdd(request);

    /// <summary>Queues work of the engine, waiting for room; false when the writer has stopped.</summary>
    public ValueTask<bool> SubmitAsync(WriteRequest request, CancellationToken cancellationToken) =>
        _lanes.AddAsync(request, cancellationToken);

    /// <summary>Whether it takes no more.</summary>
    public bool IsStopped => _stopping;

    public void Start()
    {
        metrics.Watch(() => _lanes.Count);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Takes no more, and ends when everything that waits has been answered.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        _lanes.Close();
        await _loop;
    }

    private async Task RunAsync()
    {
        var batch = new List<WriteRequest>(options.MaxBatch);
        while (await _lanes.WaitAsync())
        {
            _lanes.Take(batch, options.MaxBatch);
            await WriteAsync(batch);
            batch.Clear();
        }
    }

    private async ValueTask WriteAsync(List<WriteRequest> requests)
    {
        using var span = RuntimeMetrics.Source.StartActivity("batch");
        span?.SetTag("size", requests.Count);
        BatchDraft? draft = null;
        try
        {
            if (_head is null) await RereadAsync();
            draft = new BatchDraft(services, _head!, _counters);
            await draft.LookUpAsync(requests.OfType<WriteRequest.Send>().Select(send => send.Call));
            var answers = new List<(WriteRequest.Send Request, CommandResult Result)>(requests.Count);
            foreach (var request in requests)
            {
                if (request is WriteRequest.Send send) answers.Add((send, await DecideAsync(draft, send)));
                if (request is WriteRequest.Mark mark) draft.Mark(mark.What);
                if (request is WriteRequest.Expire expire) draft.Expire(expire.What);
            }

            await CommitAsync(draft);
            foreach (var (request, result) in answers) request.Complete(result);
            foreach (var mark in requests.OfType<WriteRequest.Mark>()) mark.Complete();
            foreach (var expire in requests.OfType<WriteRequest.Expire>()) expire.Complete();
            await TidyAsync(requests);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogUnsure(log, requests.Count, failure);
            span?.SetStatus(ActivityStatusCode.Error, failure.Message);
            Doubt(draft);
            foreach (var request in requests) request.Fail(Unsure);
        }
    }

    private async ValueTask<CommandResult> DecideAsync(BatchDraft draft, WriteRequest.Send send)
    {
        var call = send.Call;
        using var span = RuntimeMetrics.Source.StartActivity("decide", ActivityKind.Internal, send.Trace);
        span?.SetTag("kind", call.Kind).SetTag("case", call.CaseId).SetTag("command", call.Command.GetType().Name);
        try
        {
            return await draft.DecideAsync(call);
        }
        catch (StoreException)
        {
            throw;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A core that throws is a bug of the core: it must hurt nobody but its own caller.
            LogFault(log, call.Command.GetType().Name, call.Kind, call.CaseId, fault);
            span?.SetStatus(ActivityStatusCode.Error, fault.Message);
            return new CommandResult.Refused(
                new Refusal(
                    "engine-fault", $"The command '{call.Command.GetType().Name}' on '{call.CaseId}' failed inside the engine: "
                        + $"{fault.Message} Nothing was changed; the log has the details.")
                {
                    SentenceZh = $"对“{call.CaseId}”的命令“{call.Command.GetType().Name}”在引擎内部失败：{fault.Message}未作任何修改；详情见日志。",
                });
        }
    }

    private async ValueTask CommitAsync(BatchDraft draft)
    {
        TakeSnapshots(draft);
        var batch = draft.ToBatch();
        if (batch.IsEmpty) return;
        // A row that shows the commit must not be read together with a state from before it: until it is published, the
        // state is read from the store, too.
        foreach (var (caseId, _) in draft.Touched) services.Cache.Evict(caseId);
        var started = Stopwatch.GetTimestamp();
        await services.Store.CommitAsync(batch, CancellationToken.None);
        metrics.Committed(batch, Stopwatch.GetElapsedTime(started));
        _head = draft.Head;
        foreach (var (prefix, last) in draft.Counters) _counters[prefix] = last;
        foreach (var (caseId, loaded) in draft.Touched) services.Cache.Put(caseId, loaded);
        if (draft.Published is { } published) services.Releases.Hold(published);
        feed.Tell(batch);
    }

    private void TakeSnapshots(BatchDraft draft)
    {
        try
        {
            draft.TakeSnapshots();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A bug of a core, which must hurt nobody: without a snapshot, the case is folded from all its facts.
            LogNoSnapshot(log, fault);
        }
    }

    // After everybody else has been answered: writing the files anew takes as long as writing all there is.
    private async ValueTask TidyAsync(List<WriteRequest> requests)
    {
        if (requests.Exists(request => request is WriteRequest.EmptyLog))
        {
            var isEmpty = await services.Store.EmptyLogAsync(CancellationToken.None);
            foreach (var empty in requests.OfType<WriteRequest.EmptyLog>()) empty.Complete(isEmpty);
        }

        if (!requests.Exists(request => request is WriteRequest.Compact)) return;
        await services.Store.CompactAsync(CancellationToken.None);
        foreach (var compact in requests.OfType<WriteRequest.Compact>()) compact.Complete();
    }

    private void Doubt(BatchDraft? draft)
    {
        // What is on disk decides; everything that was derived from the failed batch is forgotten and read again.
        _head = null;
        _counters.Clear();
        foreach (var (caseId, _) in draft?.Touched ?? []) services.Cache.Evict(caseId);
        feed.Doubt();
    }

    private async ValueTask RereadAsync()
    {
        var head = await services.Store.HeadAsync(CancellationToken.None);
        await services.Releases.CatchUpAsync(CancellationToken.None);
        _head = head;
        feed.Doubt();
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The command {Command} on {Kind} {CaseId} failed inside the core; "
        + "nothing was changed.")]
    private static partial void LogFault(ILogger log, string command, string kind, string caseId, Exception fault);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The state of a case cannot be written by its core; it is read from all its facts.")]
    private static partial void LogNoSnapshot(ILogger log, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Count} writes was not confirmed by the store; "
        + "its callers were told to come again, and the store is read anew.")]
    private static partial void LogUnsure(ILogger log, int count, Exception failure);
}
