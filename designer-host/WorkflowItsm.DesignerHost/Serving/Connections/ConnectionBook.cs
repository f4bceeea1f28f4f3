using Microsoft.AspNetCore.Connections;

namespace WorkflowItsm.DesignerHost.Serving.Connections;

/// <summary>
/// All connections, and those of them that ask for nothing, by how long they have not. Who comes when there is no room takes
/// the place of the one that has been idle longest: holding connections keeps nobody else out. Safe to share between threads.
/// </summary>
internal sealed class ConnectionBook(int max)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<HeldConnection> _idle = new();
    private int _count;

    /// <summary>Takes a new connection in, idle; null when all places are those of requests under way.</summary>
    public HeldConnection? Enter(ConnectionContext connection)
    {
        HeldConnection? oldest = null;
        var held = new HeldConnection(this, connection);
        lock (_gate)
        {
            if (_count >= max && (oldest = _idle.First?.Value) is null) return null;
            if (oldest is not null) Remove(oldest);
            _count++;
            held.Place = _idle.AddLast(held);
        }

        oldest?.Connection.Abort(new ConnectionAbortedException("Another connection needed its place."));
        return held;
    }

    /// <summary>The connection is gone.</summary>
    public void Leave(HeldConnection held)
    {
        lock (_gate) Remove(held);
    }

    /// <summary>A request has come: until it is answered, the connection keeps its place.</summary>
    public void Begin(HeldConnection held)
    {
        lock (_gate)
        {
            if (held.IsOut || ++held.Requests > 1) return;
            _idle.Remove(held.Place!);
            held.Place = null;
        }
    }

    /// <summary>A request was answered.</summary>
    public void End(HeldConnection held)
    {
        lock (_gate)
        {
            if (held.IsOut || --held.Requests > 0) return;
            held.Place = _idle.AddLast(held);
        }
    }

    private void Remove(HeldConnection held)
    {
        if (held.IsOut) return;
        held.IsOut = true;
        _count--;
        if (held.Place is { } place) _idle.Remove(place);
    }
}

/// <summary>A connection in the book. What it knows belongs to the book.</summary>
internal sealed class HeldConnection(ConnectionBook book, ConnectionContext connection)
{
    public ConnectionBook Book => book;

    public ConnectionContext Connection => connection;

    /// <summary>Its place among the idle ones; null while a request is under way.</summary>
    public LinkedListNode<HeldConnection>? Place { get; set; }

    /// <summary>How many requests are under way.</summary>
    public int Requests { get; set; }

    /// <summary>Whether it has no place any more.</summary>
    public bool IsOut { get; set; }
}
