using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>The commit feed for the outside: a listener that fails hurts neither the writer nor other listeners.</summary>
internal sealed partial class CaseFeed : ICaseFeed
{
    private readonly ILogger<CaseFeed> _log;
    private ImmutableList<Subscription> _subscriptions = [];

    public CaseFeed(CommitFeed feed, ILogger<CaseFeed> log)
    {
        _log = log;
        feed.Committed += Tell;
    }

    public IDisposable Subscribe(Action<CaseChanged> listener)
    {
        var subscription = new Subscription(this, listener);
        ImmutableInterlocked.Update(ref _subscriptions, list => list.Add(subscription));
        return subscription;
    }

    private void Tell(JournalBatch batch)
    {
        var subscriptions = _subscriptions;
        if (subscriptions.IsEmpty) return;
        foreach (var change in batch.Cases)
        {
            var changed = new CaseChanged(change.CaseId, change.Kind, change.Version, change.Before, change.After);
            foreach (var subscription in subscriptions) Tell(subscription, changed);
        }
    }

    private void Tell(Subscription subscription, CaseChanged changed)
    {
        try
        {
            subscription.Listener(changed);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LogFault(_log, changed.CaseId, fault);
        }
    }

    private sealed class Subscription(CaseFeed feed, Action<CaseChanged> listener) : IDisposable
    {
        public Action<CaseChanged> Listener => listener;

        public void Dispose() => ImmutableInterlocked.Update(ref feed._subscriptions, list => list.Remove(this));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener failed on the change of case {CaseId}; the change itself holds.")]
    private static partial void LogFault(ILogger log, string caseId, Exception fault);
}
