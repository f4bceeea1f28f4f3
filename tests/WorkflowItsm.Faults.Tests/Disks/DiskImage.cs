using System.Runtime.InteropServices;

namespace WorkflowItsm.Faults.Tests.Disks;

/// <summary>
/// What the platters hold for sure, and what is only on its way: made by going through the events of a disk. A power cut
/// keeps the first and any part of the second.
/// </summary>
internal sealed class DiskImage
{
    private readonly Dictionary<int, DiskFile> _files = [];
    private readonly List<DiskEvent> _names = [];
    private Dictionary<string, int> _sureNames = new(StringComparer.Ordinal);

    /// <summary>The files as everybody sees them while the power is on.</summary>
    public IReadOnlyDictionary<string, int> Names => NamesAfter(_names.Count);

    public int LastInode => _files.Count == 0 ? 0 : _files.Keys.Max();

    public void Apply(DiskEvent happened)
    {
        switch (happened)
        {
            case DiskEvent.Created created:
                _files[created.Inode] = new();
                _names.Add(created);
                break;
            case DiskEvent.Written written:
                _files[written.Inode].Pending.Add(written);
                break;
            case DiskEvent.Truncated truncated:
                _files[truncated.Inode].Pending.Add(truncated);
                break;
            case DiskEvent.Synced synced:
                _files[synced.Inode].Sync();
                if (synced.AndFolder) SyncNames();
                break;
            case DiskEvent.Unsynced unsynced:
                _files[unsynced.Inode].Forget();
                break;
            case DiskEvent.Deleted deleted:
                _names.Add(deleted);
                if (deleted.SyncFolder) SyncNames();
                break;
            case DiskEvent.Told:
                break;
        }
    }

    /// <summary>Writes the files into a folder as a power cut could leave them.</summary>
    public void Write(string folder, Loss loss)
    {
        foreach (var (name, inode) in NamesAfter(loss.Keeps(_names.Count)))
            File.WriteAllBytes(Path.Combine(folder, name), _files[inode].After(loss));
    }

    /// <summary>Whether anything is on its way.</summary>
    public bool IsSettled => _names.Count == 0 && _files.Values.All(file => file.Pending.Count == 0);

    private Dictionary<string, int> NamesAfter(int count)
    {
        var names = new Dictionary<string, int>(_sureNames, StringComparer.Ordinal);
        foreach (var change in _names.Take(count))
        {
            if (change is DiskEvent.Created created) names[created.Name] = created.Inode;
            if (change is DiskEvent.Deleted deleted) names.Remove(deleted.Name);
        }

        return names;
    }

    private void SyncNames()
    {
        _sureNames = NamesAfter(_names.Count);
        _names.Clear();
    }

    private sealed class DiskFile
    {
        private readonly List<byte> _sure = [];
        private int _forgotten;

        public List<DiskEvent> Pending { get; } = [];

        public void Sync()
        {
            foreach (var change in Pending.Skip(_forgotten)) Do(_sure, change);
            Pending.Clear();
            _forgotten = 0;
        }

        public void Forget() => _forgotten = Pending.Count;

        public byte[] After(Loss loss)
        {
            if (Pending.Count == 0) return [.. _sure];
            List<byte> copy = [.. _sure];
            foreach (var change in Pending.SelectMany(loss.Keeps)) Do(copy, change);
            return [.. copy];
        }

        private static void Do(List<byte> file, DiskEvent change)
        {
            if (change is DiskEvent.Truncated truncated && truncated.Size < file.Count) CollectionsMarshal.SetCount(file, (int)truncated.Size);
            if (change is not DiskEvent.Written written) return;
            var end = (int)written.Offset + written.Bytes.Length;
            if (end > file.Count) Grow(file, end);
            written.Bytes.CopyTo(CollectionsMarshal.AsSpan(file)[(int)written.Offset..]);
        }

        // What is between the old end and the write reads as zeros.
        private static void Grow(List<byte> file, int size)
        {
            var old = file.Count;
            CollectionsMarshal.SetCount(file, size);
            CollectionsMarshal.AsSpan(file)[old..].Clear();
        }
    }
}
