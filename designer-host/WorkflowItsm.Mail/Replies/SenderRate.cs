namespace WorkflowItsm.Mail.Replies;

/// <summary>Counts the mails of each sender that were taken in the last ten minutes. Safe to share between threads.</summary>
internal sealed class SenderRate(int limit, TimeProvider time)
{
    /// <summary>How far back it looks.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether one more mail of a sender is too many.</summary>
    public bool IsOver(string sender)
    {
        lock (_lock)
        {
            Forget();
            return _taken.TryGetValue(sender, out var times) && times.Count >= limit;
        }
    }

    /// <summary>Counts a mail that was taken.</summary>
    public void Count(string sender)
    {
        lock (_lock)
        {
            if (!_taken.TryGetValue(sender, out var times)) _taken[sender] = times = [];
            times.Enqueue(time.GetUtcNow());
        }
    }

    // Only senders with an account are counted, so there are few.
    private void Forget()
    {
        var since = time.GetUtcNow() - Window;
        foreach (var (sender, times) in _taken.ToArray())
        {
            while (times.TryPeek(out var first) && first <= since) times.Dequeue();
            if (times.Count == 0) _taken.Remove(sender);
        }
    }
}
