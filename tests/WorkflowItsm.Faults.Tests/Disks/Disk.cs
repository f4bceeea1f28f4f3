namespace WorkflowItsm.Faults.Tests.Disks;

/// <summary>SQLite's result codes that a disk answers with.</summary>
internal static class DiskTrouble
{
    public const int ReadError = 266, Full = 13, CannotOpen = 14, WriteError = 778, SyncError = 1034, TruncateError = 1546, DeleteError = 2570;
}

/// <summary>What SQLite asks of a disk.</summary>
internal enum DiskCall
{
    Open,
    Read,
    Write,
    Truncate,
    Sync,
    Delete,
}

/// <summary>
/// A folder whose database files are watched: everything done to them is kept in order, and calls can be made to fail.
/// Safe to share between threads.
/// </summary>
internal sealed class Disk : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<DiskEvent> _events = [];
    private readonly Dictionary<string, int> _inodes = new(StringComparer.Ordinal);
    private int _lastInode;

    private Disk(string folder, DiskImage image)
    {
        Folder = folder;
        Before = image;
        foreach (var (name, inode) in image.Names) _inodes[name] = inode;
        _lastInode = image.LastInode;
    }

    public string Folder { get; }

    /// <summary>What was there when watching began.</summary>
    public DiskImage Before { get; }

    /// <summary>Syncs are answered and not done: a disk, or a build, that lies.</summary>
    public bool IgnoresSync { get; init; }

    /// <summary>Whatever <c>PRAGMA synchronous</c> is asked for, NORMAL is set.</summary>
    public bool IsNormal { get; init; }

    /// <summary>The database's file may be read and not written.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>Says with which of SQLite's result codes a call fails; 0 lets it through. The size is the file's after a write.</summary>
    public Func<DiskCall, string, long, int>? Fault { get; set; }

    /// <summary>Watches a folder that is empty, or whose files are as an image says.</summary>
    public static Disk Watch(string folder, DiskImage? before = null, bool ignoresSync = false, bool isNormal = false)
    {
        var disk = new Disk(folder, before ?? new()) { IgnoresSync = ignoresSync, IsNormal = isNormal };
        WatchedVfs.Watch(disk);
        return disk;
    }

    /// <summary>Everything up to now, in order.</summary>
    public IReadOnlyList<DiskEvent> Events()
    {
        lock (_gate) return [.. _events];
    }

    /// <summary>Puts a word between the events: what the client knew at this moment.</summary>
    public void Tell(object word) => Add(new DiskEvent.Told(word));

    public int Trouble(DiskCall call, string path, long size = 0) => Fault?.Invoke(call, Path.GetFileName(path), size) ?? 0;

    public int Opened(string path, bool isNew)
    {
        var name = Path.GetFileName(path);
        lock (_gate)
        {
            if (!isNew && _inodes.TryGetValue(name, out var known)) return known;
            _inodes[name] = ++_lastInode;
            _events.Add(new DiskEvent.Created(name, _lastInode));
            return _lastInode;
        }
    }

    public void Written(int inode, long offset, ReadOnlySpan<byte> bytes) => Add(new DiskEvent.Written(inode, offset, bytes.ToArray()));

    public void Truncated(int inode, long size) => Add(new DiskEvent.Truncated(inode, size));

    public void Synced(int inode, bool andFolder) => Add(new DiskEvent.Synced(inode, andFolder));

    public void Unsynced(int inode) => Add(new DiskEvent.Unsynced(inode));

    public void Deleted(string path, bool syncFolder)
    {
        var name = Path.GetFileName(path);
        lock (_gate)
        {
            _inodes.Remove(name);
            _events.Add(new DiskEvent.Deleted(name, syncFolder));
        }
    }

    public void Dispose() => WatchedVfs.Forget(this);

    private void Add(DiskEvent happened)
    {
        lock (_gate) _events.Add(happened);
    }
}

/// <summary>What happened to a disk. Closed.</summary>
internal abstract record DiskEvent
{
    private DiskEvent()
    {
    }

    /// <summary>A new, empty file has a name.</summary>
    public sealed record Created(string Name, int Inode) : DiskEvent;

    public sealed record Written(int Inode, long Offset, byte[] Bytes) : DiskEvent;

    public sealed record Truncated(int Inode, long Size) : DiskEvent;

    /// <summary>All that was done to a file is on the disk, and perhaps the names of the folder.</summary>
    public sealed record Synced(int Inode, bool AndFolder) : DiskEvent;

    /// <summary>
    /// A sync failed. What was on its way is seen as long as the power is on, but the system has forgotten that it has to
    /// write it: a later sync that succeeds says nothing of it.
    /// </summary>
    public sealed record Unsynced(int Inode) : DiskEvent;

    public sealed record Deleted(string Name, bool SyncFolder) : DiskEvent;

    /// <summary>Nothing happened; the test says what it knew.</summary>
    public sealed record Told(object Word) : DiskEvent;
}
