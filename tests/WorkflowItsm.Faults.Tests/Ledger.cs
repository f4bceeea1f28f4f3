using System.Collections.Concurrent;

namespace WorkflowItsm.Faults.Tests;

/// <summary>What a client asked for. The text is in the store where the deed was done, and nowhere else.</summary>
internal enum Deed
{
    /// <summary>Opened an incident whose correlation id is the text.</summary>
    Open,

    /// <summary>Changed a field and wrote a note in one command, both to the text.</summary>
    Change,

    /// <summary>Claimed the open task of an incident.</summary>
    Claim,

    /// <summary>Posted a firing alert of the group that the text names.</summary>
    Alert,
}

/// <summary>What the client knows of it.</summary>
internal enum Outcome
{
    /// <summary>Sent, or about to be: it may be done wholly or not at all.</summary>
    Unanswered,

    /// <summary>Acknowledged: it is done, and survives everything.</summary>
    Acknowledged,
}

/// <summary>A command that was sent.</summary>
/// <param name="deed">What was asked.</param>
/// <param name="text">What marks it; also its idempotency key, except for alerts, which have none.</param>
/// <param name="client">Who asked.</param>
internal sealed class Entry(Deed deed, string text, string client)
{
    public Deed Deed { get; } = deed;

    public string Text { get; } = text;

    public string Client { get; } = client;

    /// <summary>The ticket it is about; of an opening that was not acknowledged, unknown.</summary>
    public string? Ticket { get; set; }

    /// <summary>The task that was claimed.</summary>
    public int Task { get; init; }

    public Outcome Outcome { get; set; }
}

/// <summary>
/// What clients asked for and what they were told, kept outside the process that is killed. Written before a
/// command is sent, so that nothing that may have happened is missing from it.
/// </summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<Entry> _entries = new();

    public IReadOnlyCollection<Entry> Entries => _entries;

    public Entry Write(Entry entry)
    {
        _entries.Enqueue(entry);
        return entry;
    }

    public int Count(Outcome outcome) => _entries.Count(entry => entry.Outcome == outcome);
}
