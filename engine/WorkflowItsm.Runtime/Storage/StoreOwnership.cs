using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorkflowItsm.Runtime.Storage;

/// <summary>
/// Whether the store is still this process's. Once another process has written it, what this one knows is out of date: it
/// writes no more, and the host ends. Safe to share between threads.
/// </summary>
/// <param name="log">Hears of the loss.</param>
/// <param name="hosts">What is stopped; none where the runtime was started by hand.</param>
public sealed partial class StoreOwnership(ILogger<StoreOwnership> log, IEnumerable<IHostApplicationLifetime> hosts)
{
    private string? _lost;

    /// <summary>Why the store is no longer this process's; null while it is.</summary>
    public string? WhyLost => Volatile.Read(ref _lost);

    /// <summary>Says that another process has become the writer: the host is asked to stop. For a store to call.</summary>
    /// <param name="sentence">What was found, and what to do. Only the first is kept.</param>
    /// <returns>What the store answers from now on; to be thrown.</returns>
    public StoreException Lose(string sentence)
    {
        if (Interlocked.CompareExchange(ref _lost, sentence, null) is { } before) return new(before);
        LogLost(log, sentence);
        // Its timers and effects would go on as well.
        foreach (var host in hosts) host.StopApplication();
        return new(sentence);
    }

    /// <summary>Nothing while the store is this process's.</summary>
    /// <exception cref="StoreException">It is no longer.</exception>
    public void Check()
    {
        if (WhyLost is { } lost) throw new StoreException(lost);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Sentence}")]
    private static partial void LogLost(ILogger log, string sentence);
}
