using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WorkflowItsm.Faults.Tests.Disks;

/// <summary>
/// A layer below SQLite, in the native library that the product itself uses: the default file system of this process.
/// Files in the folder of a <see cref="Disk"/> are told to it, call by call, and it may let a call fail; all others go
/// their usual way. The product knows nothing of it.
/// </summary>
internal static unsafe partial class WatchedVfs
{
    private const int Ok = 0, IoError = 10, ReadOnlyFlag = 0x1, ReadWriteFlag = 0x2, CreateFlag = 0x4, MainFile = 0x100, JournalTypes = 0x800 | 0x4000 | 0x80000, PragmaControl = 14;

    private static readonly ConcurrentDictionary<string, Disk> _disks = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<nint, OpenFile> _files = new();
    private static readonly ConcurrentDictionary<nint, nint> _tables = new();
    private static NativeVfs* _original;

    /// <summary>Tells everything that happens to the files of a folder to a disk.</summary>
    public static void Watch(Disk disk)
    {
        lock (_disks)
        {
            if (_original is null) Register();
            _disks[disk.Folder] = disk;
        }
    }

    public static void Forget(Disk disk) => _disks.TryRemove(disk.Folder, out _);

    private static void Register()
    {
        _original = Find(null);
        // A copy: what is not replaced does as before.
        var ours = (NativeVfs*)NativeMemory.AllocZeroed((nuint)sizeof(NativeVfs));
        *ours = *_original;
        ours->Next = null;
        ours->Name = (byte*)Marshal.StringToCoTaskMemUTF8("watched");
        ours->Open = &Open;
        ours->Delete = &Delete;
        Assert.Equal(Ok, Register(ours, 1));
    }

    /// <summary>The functions of an open file, with ours in the place of those that change or ask the disk.</summary>
    private static NativeMethods* Table(NativeMethods* original) => (NativeMethods*)_tables.GetOrAdd((nint)original, static key =>
    {
        var ours = (NativeMethods*)NativeMemory.AllocZeroed((nuint)sizeof(NativeMethods));
        *ours = *(NativeMethods*)key;
        // Without Fetch and Unfetch: nothing is read around us.
        ours->Version = 2;
        (ours->Fetch, ours->Unfetch) = (0, 0);
        ours->Close = &Close;
        ours->Read = &Read;
        ours->Write = &Write;
        ours->Truncate = &Truncate;
        ours->Sync = &Sync;
        ours->FileControl = &FileControl;
        return (nint)ours;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(NativeVfs* vfs, byte* name, NativeFile* file, int flags, int* outFlags)
    {
        var path = Marshal.PtrToStringUTF8((nint)name);
        var disk = path is null ? null : _disks.GetValueOrDefault(Path.GetDirectoryName(path) ?? "");
        var isNew = disk is not null && (flags & CreateFlag) != 0 && !File.Exists(path);
        if (disk is not null && disk.Trouble(DiskCall.Open, path!) is not 0 and var trouble)
        {
            file->Methods = null;
            return trouble;
        }

        if (disk is { IsReadOnly: true } && (flags & MainFile) != 0) flags = (flags & ~(ReadWriteFlag | CreateFlag)) | ReadOnlyFlag;
        var result = _original->Open(_original, name, file, flags, outFlags);
        if (result != Ok || disk is null) return result;
        // The first sync of a journal's handle also syncs the folder: so does SQLite's own layer.
        var syncsFolder = (flags & CreateFlag) != 0 && (flags & JournalTypes) != 0;
        _files[(nint)file] = new(disk, path!, disk.Opened(path!, isNew), (nint)file->Methods) { SyncsFolder = syncsFolder };
        file->Methods = Table(file->Methods);
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(NativeVfs* vfs, byte* name, int syncFolder)
    {
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        var disk = _disks.GetValueOrDefault(Path.GetDirectoryName(path) ?? "");
        if (disk is not null && disk.Trouble(DiskCall.Delete, path) is not 0 and var trouble) return trouble;
        var result = _original->Delete(_original, name, syncFolder);
        if (result == Ok) disk?.Deleted(path, syncFolder != 0);
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(NativeFile* file) => _files.TryRemove((nint)file, out var open) ? open.Methods->Close(file) : IoError;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(NativeFile* file, byte* into, int count, long offset)
    {
        var open = _files[(nint)file];
        return open.Disk.Trouble(DiskCall.Read, open.Path) is not 0 and var trouble ? trouble : open.Methods->Read(file, into, count, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(NativeFile* file, byte* from, int count, long offset)
    {
        var open = _files[(nint)file];
        if (open.Disk.Trouble(DiskCall.Write, open.Path, offset + count) is not 0 and var trouble) return trouble;
        open.Disk.Written(open.Inode, offset, new(from, count));
        return open.Methods->Write(file, from, count, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(NativeFile* file, long size)
    {
        var open = _files[(nint)file];
        if (open.Disk.Trouble(DiskCall.Truncate, open.Path) is not 0 and var trouble) return trouble;
        open.Disk.Truncated(open.Inode, size);
        return open.Methods->Truncate(file, size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(NativeFile* file, int flags)
    {
        var open = _files[(nint)file];
        if (open.Disk.Trouble(DiskCall.Sync, open.Path) is not 0 and var trouble)
        {
            open.Disk.Unsynced(open.Inode);
            return trouble;
        }

        if (!open.Disk.IgnoresSync) open.Disk.Synced(open.Inode, open.SyncsFolder);
        open.SyncsFolder = false;
        // The bytes are where the test looks for them; waiting for the real disk would only cost.
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileControl(NativeFile* file, int control, void* argument)
    {
        var open = _files[(nint)file];
        if (control == PragmaControl) Relax(open.Disk, (byte**)argument);
        return open.Methods->FileControl(file, control, argument);
    }

    // SQLite asks the file before it obeys a pragma, and reads the value only afterwards.
    private static void Relax(Disk disk, byte** pragma)
    {
        if (!disk.IsNormal || pragma[2] is null || Marshal.PtrToStringUTF8((nint)pragma[1]) != "synchronous") return;
        pragma[2][0] = (byte)'1';
        pragma[2][1] = 0;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial NativeVfs* Find(byte* name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Register(NativeVfs* vfs, int isDefault);

    private sealed class OpenFile(Disk disk, string path, int inode, nint methods)
    {
        public Disk Disk => disk;

        public string Path => path;

        public int Inode => inode;

        public NativeMethods* Methods => (NativeMethods*)methods;

        public bool SyncsFolder { get; set; }
    }
}
