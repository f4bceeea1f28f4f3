using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WorkflowItsm.Api;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Storage;
using WorkflowItsm.Storage.Sqlite;

namespace WorkflowItsm.Benchmarks.Large;

/// <summary>
/// Writes a large store as the runtime would have written it over the years: the same core decides every command, at
/// its time, the same draft seals its row into the chain, and the same store writes it. Only the transactions are larger,
/// and mails count as sent.
/// </summary>
internal sealed class StoreGenerator : IAsyncDisposable
{
    private const int TicketsAtOnce = 2_000;
    private readonly ServiceProvider _services;
    private readonly DataDirectoryLock _folder;
    private readonly ICaseStore _store;
    private readonly SteppedTime _time = new();
    private readonly BatchServices _draftServices;
    private readonly Dictionary<string, long> _counters = new(StringComparer.Ordinal);
    private JournalHead _head = JournalHead.Empty;

    private StoreGenerator(string folder)
    {
        _folder = DataDirectoryLock.Take(folder);
        var services = new ServiceCollection();
        services.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>));
        services.AddWorkflowItsm(options => options.DataDirectory = folder).UseSqlite().AddItsm();
        _services = services.BuildServiceProvider();
        _store = _services.GetRequiredService<ICaseStore>();
        var (fresh, cores) = (new FreshCasesStore(_store), _services.GetRequiredService<CaseCores>());
        _draftServices = new(
            fresh, cores, _services.GetRequiredService<ReleaseBook>(), new CaseCache(1), new CaseLoader(fresh, cores), _services.GetRequiredService<IEffectStore>(), _time);
    }

    /// <summary>Takes the folder of a store in which a host has published its bundles.</summary>
    public static async Task<StoreGenerator> OpenAsync(string folder)
    {
        var generator = new StoreGenerator(folder);
        await generator._store.OpenAsync(CancellationToken.None);
        await generator._draftServices.Releases.CatchUpAsync(CancellationToken.None);
        generator._head = await generator._store.HeadAsync(CancellationToken.None);
        return generator;
    }

    /// <summary>Makes the tickets of the stories; while some are decided, those before are written.</summary>
    public async Task<GeneratedStore> RunAsync(TicketStories stories, Action<int> progress)
    {
        var batches = Channel.CreateBounded<JournalBatch>(2);
        var writing = WriteAsync(batches);
        var (tickets, commands) = (0, 0L);
        foreach (var some in stories.All().Chunk(TicketsAtOnce))
        {
            var (batch, count) = await LiveAsync(some, stories.Until);
            await batches.Writer.WriteAsync(batch);
            (tickets, commands) = (tickets + some.Length, commands + count);
            if (tickets % (TicketsAtOnce * 25) == 0) progress(tickets);
        }

        batches.Writer.Complete();
        await writing;
        return new(tickets, commands);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private async Task WriteAsync(Channel<JournalBatch> batches)
    {
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync()) await Task.Run(() => _store.CommitAsync(batch, CancellationToken.None).AsTask());
        }
        catch (Exception failure)
        {
            batches.Writer.TryComplete(failure);
            throw;
        }
    }

    // Everything that happens to some tickets, in the order of time, as one transaction.
    private async Task<(JournalBatch Batch, long Commands)> LiveAsync(TicketStory[] stories, DateTimeOffset until)
    {
        var draft = new BatchDraft(_draftServices, _head, _counters);
        var queue = new PriorityQueue<TicketStory, DateTimeOffset>(stories.Select(story => (story, story.OpenedAt)));
        var commands = 0L;
        while (queue.TryDequeue(out var story, out var at))
        {
            _time.Now = at;
            var result = await draft.DecideAsync(story.Next(at));
            story.Happened(at, result is CommandResult.Done done
                ? (TicketState)done.State
                : throw new InvalidOperationException($"The runtime answered {result} to a command of the story of {story.CaseId}."));
            commands++;
            if (story.NextAt is { } next && next <= until) queue.Enqueue(story, next);
        }

        _head = draft.Head;
        foreach (var (prefix, last) in draft.Counters) _counters[prefix] = last;
        var batch = draft.ToBatch();
        return (batch with { Marks = [.. batch.Effects.Select(effect => new EffectMark.Done(effect.Place))] }, commands);
    }

    /// <summary>A clock that the stories set.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>The store as the draft sees it: what is generated is new, so there is nothing of it to be found.</summary>
    private sealed class FreshCasesStore(ICaseStore store) : ICaseStore
    {
        public Task OpenAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

        public ValueTask<JournalHead> HeadAsync(CancellationToken cancellationToken) => store.HeadAsync(cancellationToken);

        public ValueTask<IReadOnlyList<JournalRow>> LoadAsync(string caseId, CancellationToken cancellationToken) => new([]);

        public ValueTask<IReadOnlyList<JournalRow>> LoadTailAsync(string caseId, CancellationToken cancellationToken) => new([]);

        public ValueTask<CaseSnapshot?> SnapshotAsync(string caseId, CancellationToken cancellationToken) => new((CaseSnapshot?)null);

        public ValueTask<bool> HasCaseAsync(string caseId, CancellationToken cancellationToken) => new(false);

        public ValueTask<UsedKey?> FindKeyAsync(string key, CancellationToken cancellationToken) => new((UsedKey?)null);

        public ValueTask<long> CounterAsync(string prefix, CancellationToken cancellationToken) => new(0L);

        public ValueTask<IReadOnlyList<FactKindRow>> FactKindsAsync(CancellationToken cancellationToken) => store.FactKindsAsync(cancellationToken);

        public ValueTask CommitAsync(JournalBatch batch, CancellationToken cancellationToken) => store.CommitAsync(batch, cancellationToken);
    }
}
