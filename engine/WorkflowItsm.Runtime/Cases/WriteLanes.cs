using System.Threading.Channels;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>
/// What waits for the writer, in two lanes: people's and programs' commands, and the engine's own work (timers,
/// effects). People go first, and yet the engine's work always moves: where both wait, every third place of a batch is
/// its own. Alone with a person it gets few places, so that one command never waits behind a crowd of timers.
/// Any thread adds; one takes.
/// </summary>
internal sealed class WriteLanes(int capacity)
{
    /// <summary>How many places of a batch the engine's work gets at least beside people's commands.</summary>
    public const int Beside = 16;

    /// <summary>How many it gets when nobody else waits; whoever comes meanwhile waits for no more than these.</summary>
    public const int Alone = 64;

    private const int Turns = 3;
    private readonly Channel<WriteRequest> _people = Lane(capacity);
    private readonly Channel<WriteRequest> _engine = Lane(capacity);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });
    private int _turn;

    /// <summary>How many wait.</summary>
    public int Count => _people.Reader.Count + _engine.Reader.Count;

    /// <summary>Adds somebody's command if there is room.</summary>
    public bool TryAdd(WriteRequest request) => TryAdd(_people, request);

    /// <summary>Adds work of the engine, waiting for room; false once nothing more is taken.</summary>
    public async ValueTask<bool> AddAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        while (await _engine.Writer.WaitToWriteAsync(cancellationToken))
        {
            if (TryAdd(_engine, request)) return true;
        }

        return false;
    }

    /// <summary>Takes no more.</summary>
    public void Close()
    {
        // The bell last: once it is closed, what was added before shows.
        _people.Writer.TryComplete();
        _engine.Writer.TryComplete();
        _bell.Writer.TryComplete();
    }

    /// <summary>Waits until there may be something to take; false once there never will be.</summary>
    public async ValueTask<bool> WaitAsync()
    {
        while (Count == 0)
        {
            if (!await _bell.Reader.WaitToReadAsync()) return Count > 0;
            _bell.Reader.TryRead(out _);
        }

        return true;
    }

    /// <summary>Fills a batch with what waits.</summary>
    public void Take(List<WriteRequest> batch, int limit)
    {
        var (people, engine) = (0, 0);
        while (batch.Count < limit && Next(people, engine) is { } request)
        {
            batch.Add(request.What);
            if (request.IsEngines) engine++;
            else people++;
        }
    }

    private (WriteRequest What, bool IsEngines)? Next(int people, int engine)
    {
        var (somebody, something) = (_people.Reader.Count > 0, _engine.Reader.Count > 0);
        if (somebody && something) _turn = (_turn + 1) % Turns;
        if (somebody && !(something && _turn == 0)) return _people.Reader.TryRead(out var command) ? (command, false) : null;
        // In its turn it may always; else as far as its share goes.
        if (!something || (!somebody && engine >= (people == 0 ? Alone : Math.Max(Beside, people / 2)))) return null;
        return _engine.Reader.TryRead(out var work) ? (work, true) : null;
    }

    private bool TryAdd(Channel<WriteRequest> lane, WriteRequest request)
    {
        if (!lane.Writer.TryWrite(request)) return false;
        _bell.Writer.TryWrite(true);
        return true;
    }

    private static Channel<WriteRequest> Lane(int capacity) =>
        Channel.CreateBounded<WriteRequest>(new BoundedChannelOptions(capacity) { SingleReader = true });
}
