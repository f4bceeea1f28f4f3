using System.Security.Cryptography;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Jobs;

/// <summary>
/// The open jobs and who holds them, in memory: where they are recorded, not what they carry. A restart makes all leases
/// void. Safe to share between threads.
/// </summary>
internal sealed class JobBook(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<EffectPlace, Entry> _jobs = [];
    private readonly Dictionary<string, Topic> _topics = new(StringComparer.Ordinal);

    /// <summary>The topics of the open jobs, and those that workers wait for; in order.</summary>
    public IReadOnlyList<string> Topics
    {
        get
        {
            lock (_gate) return [.. _topics.Keys.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Takes note of a job that is to be done; of one that is known already nothing changes.</summary>
    public void Offer(RecordedEffect effect)
    {
        lock (_gate)
        {
            if (_jobs.ContainsKey(effect.Place)) return;
            var entry = _jobs[effect.Place] = new(effect.Place, effect.Effect.Target);
            var topic = TopicOf(entry.Topic);
            topic.Count++;
            if (effect.NextAt <= time.GetUtcNow()) topic.Ready.Add(entry.Place);
            else Sleep(topic, entry, effect.NextAt);
            topic.Wake();
        }
    }

    /// <summary>Gives the oldest free jobs of topics to a worker, until a moment; each to nobody else before that.</summary>
    public IReadOnlyList<Lease> Take(IReadOnlyList<string> topics, string worker, int max, TimeSpan duration)
    {
        var now = time.GetUtcNow();
        var until = now + duration;
        var taken = new List<Lease>();
        lock (_gate)
        {
            foreach (var name in topics.Distinct(StringComparer.Ordinal))
            {
                if (!_topics.TryGetValue(name, out var topic)) continue;
                WakeSleepers(topic, now);
                while (taken.Count < max && topic.Ready.Count > 0)
                {
                    var place = topic.Ready.Min;
                    topic.Ready.Remove(place);
                    var entry = _jobs[place];
                    entry.Lease = new(place, RandomNumberGenerator.GetHexString(32, lowercase: true), worker, until, entry.Lapses);
                    Sleep(topic, entry, until);
                    taken.Add(entry.Lease);
                }
            }
        }

        return taken;
    }

    /// <summary>The lease under which a job is held now; null when nobody holds it, or when there is no such job.</summary>
    public Lease? HeldBy(EffectPlace place)
    {
        lock (_gate) return _jobs.GetValueOrDefault(place)?.Lease is { } lease && lease.Until > time.GetUtcNow() ? lease : null;
    }

    /// <summary>Whether a job is open.</summary>
    public bool Knows(EffectPlace place)
    {
        lock (_gate) return _jobs.ContainsKey(place);
    }

    /// <summary>Lets its holder keep a job longer; false when the lease does not hold it any more.</summary>
    public bool Extend(Lease lease, DateTimeOffset until)
    {
        lock (_gate)
        {
            if (!Holds(lease, out var entry)) return false;
            entry.Lease = lease with { Until = until };
            Sleep(TopicOf(entry.Topic), entry, until);
            return true;
        }
    }

    /// <summary>The job is to be done again, not before a moment.</summary>
    public void Return(Lease lease, DateTimeOffset notBefore)
    {
        lock (_gate)
        {
            if (!_jobs.TryGetValue(lease.Place, out var entry) || entry.Lease?.Token != lease.Token) return;
            entry.Lease = null;
            var topic = TopicOf(entry.Topic);
            Sleep(topic, entry, notBefore);
            topic.Wake();
        }
    }

    /// <summary>The job is over.</summary>
    public void Close(EffectPlace place)
    {
        lock (_gate)
        {
            if (!_jobs.Remove(place, out var entry)) return;
            var topic = TopicOf(entry.Topic);
            topic.Ready.Remove(place);
            topic.Count--;
            Forget(entry.Topic, topic);
        }
    }

    /// <summary>Completes when a job of one of the topics may be free; at the latest after a time.</summary>
    public async Task WaitAsync(IReadOnlyList<string> topics, TimeSpan atMost, CancellationToken cancellationToken)
    {
        List<Task> woken = [];
        var wait = atMost;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            foreach (var topic in topics.Select(TopicOf))
            {
                woken.Add(topic.Woken.Task);
                if (topic.Ready.Count > 0) return;
                if (topic.Sleeping.TryPeek(out _, out var at) && at - now < wait) wait = at - now;
            }

            foreach (var topic in topics.Select(TopicOf)) topic.Waiters++;
        }

        try
        {
            if (wait <= TimeSpan.Zero) return;
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny([.. woken, Task.Delay(wait, time, over.Token)]);
            await over.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            lock (_gate)
            {
                foreach (var name in topics)
                {
                    var topic = TopicOf(name);
                    topic.Waiters--;
                    Forget(name, topic);
                }
            }
        }
    }

    private bool Holds(Lease lease, out Entry entry) =>
        _jobs.TryGetValue(lease.Place, out entry!) && entry.Lease?.Token == lease.Token && entry.Lease.Until > time.GetUtcNow();

    private void WakeSleepers(Topic topic, DateTimeOffset now)
    {
        while (topic.Sleeping.TryPeek(out var place, out var at) && at <= now)
        {
            topic.Sleeping.Dequeue();
            // A job that is over, or that was put to sleep anew, leaves its old alarm behind.
            if (!_jobs.TryGetValue(place, out var entry) || entry.FreeAt != at) continue;
            if (entry.Lease is not null) entry.Lapses++;
            entry.Lease = null;
            topic.Ready.Add(place);
        }
    }

    private static void Sleep(Topic topic, Entry entry, DateTimeOffset until)
    {
        entry.FreeAt = until;
        topic.Ready.Remove(entry.Place);
        topic.Sleeping.Enqueue(entry.Place, until);
    }

    private Topic TopicOf(string name)
    {
        if (!_topics.TryGetValue(name, out var topic)) _topics[name] = topic = new();
        return topic;
    }

    // Names of topics come from outside, too.
    private void Forget(string name, Topic topic)
    {
        if (topic is { Waiters: 0, Count: <= 0 }) _topics.Remove(name);
    }

    private sealed class Entry(EffectPlace place, string topic)
    {
        public EffectPlace Place { get; } = place;

        public string Topic { get; } = topic;

        public Lease? Lease { get; set; }

        /// <summary>How many leases ran out without a word.</summary>
        public int Lapses { get; set; }

        /// <summary>When it is free again, while it is not.</summary>
        public DateTimeOffset FreeAt { get; set; }
    }

    private sealed class Topic
    {
        public SortedSet<EffectPlace> Ready { get; } = [];

        public PriorityQueue<EffectPlace, DateTimeOffset> Sleeping { get; } = new();

        public int Count { get; set; }

        public int Waiters { get; set; }

        public TaskCompletionSource Woken { get; private set; } = New();

        public void Wake()
        {
            Woken.TrySetResult();
            Woken = New();
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A job in a worker's hands.</summary>
/// <param name="Place">Where the job was recorded.</param>
/// <param name="Token">Proves who holds it; nobody guesses it, and no two leases share it.</param>
/// <param name="Worker">Who holds it, as it calls itself.</param>
/// <param name="Until">When it is anybody's again.</param>
/// <param name="Lapses">How many leases of the job before ran out without a word, since the start of the host.</param>
internal sealed record Lease(EffectPlace Place, string Token, string Worker, DateTimeOffset Until, int Lapses);
