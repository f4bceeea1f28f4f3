using System.Collections.Concurrent;

namespace WorkflowItsm.Faults.Tests.Topics;

/// <summary>What is sent to the harbour. The variable in which a process keeps it has the same name, but for signals.</summary>
internal enum Mail
{
    /// <summary>A signal: each listener hears it, and one shelter begins with it.</summary>
    Storm,

    /// <summary>A message without a key that begins a carrier.</summary>
    Carrier,

    /// <summary>A message without a key that one of the carriers takes.</summary>
    Parcel,

    /// <summary>A message that begins the order of its key.</summary>
    Order,

    /// <summary>A message that the order of its key waits for.</summary>
    Paid,

    /// <summary>A message that begins the listener of its key.</summary>
    Listener,
}

/// <summary>A message or signal that was sent, or is about to be.</summary>
/// <param name="mail">What it is.</param>
/// <param name="text">What marks it, in what it carries and nowhere else.</param>
/// <param name="client">Who sent it.</param>
internal sealed class Letter(Mail mail, string text, string client)
{
    public Mail Mail => mail;

    public string Text => text;

    public string Client => client;

    /// <summary>Also its idempotency key.</summary>
    public string Name => mail.ToString().ToLowerInvariant();

    /// <summary>The correlation key; empty for none.</summary>
    public string Key => mail is Mail.Order or Mail.Paid or Mail.Listener ? text : "";

    public Outcome Outcome { get; set; }

    public override string ToString() => $"{Name} {text}";
}

/// <summary>All letters, kept outside the process that is killed and written before they are sent.</summary>
internal sealed class Letters
{
    private readonly ConcurrentQueue<Letter> _all = new();

    public IReadOnlyCollection<Letter> All => _all;

    public Letter Write(Letter letter)
    {
        _all.Enqueue(letter);
        return letter;
    }
}
