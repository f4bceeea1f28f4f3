namespace WorkflowItsm.Engine.Running;

/// <summary>
/// Tokens in the order in which they came. Nearly every command has one token on its way at a time, which needs no memory:
/// the queue proper is made for the second (180 bytes of an instance's 6,136).
/// </summary>
internal struct TokenQueue
{
    private const int None = 0;

    private int _first;
    private Queue<int>? _others;

    public readonly bool IsEmpty => _first == None;

    public void Enqueue(int tokenId)
    {
        if (_first == None) _first = tokenId;
        else (_others ??= new()).Enqueue(tokenId);
    }

    public bool TryDequeue(out int tokenId)
    {
        tokenId = _first;
        if (_first == None) return false;
        _first = _others is not null && _others.TryDequeue(out var next) ? next : None;
        return true;
    }
}
