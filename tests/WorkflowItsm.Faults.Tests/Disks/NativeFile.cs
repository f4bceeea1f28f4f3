using System.Runtime.InteropServices;

namespace WorkflowItsm.Faults.Tests.Disks;

/// <summary>SQLite's <c>sqlite3_vfs</c>, version 3: only what is replaced here is typed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeVfs
{
    public int Version;
    public int FileSize;
    public int MaxPathname;
    public NativeVfs* Next;
    public byte* Name;
    public nint AppData;
    public delegate* unmanaged[Cdecl]<NativeVfs*, byte*, NativeFile*, int, int*, int> Open;
    public delegate* unmanaged[Cdecl]<NativeVfs*, byte*, int, int> Delete;
    public nint Access, FullPathname, DlOpen, DlError, DlSym, DlClose, Randomness, Sleep, CurrentTime, GetLastError;
    public nint CurrentTimeInt64, SetSystemCall, GetSystemCall, NextSystemCall;
}

/// <summary>SQLite's <c>sqlite3_file</c>: the head of an open file.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeFile
{
    public NativeMethods* Methods;
}

/// <summary>SQLite's <c>sqlite3_io_methods</c>, version 3.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMethods
{
    public int Version;
    public delegate* unmanaged[Cdecl]<NativeFile*, int> Close;
    public delegate* unmanaged[Cdecl]<NativeFile*, byte*, int, long, int> Read;
    public delegate* unmanaged[Cdecl]<NativeFile*, byte*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<NativeFile*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<NativeFile*, int, int> Sync;
    public nint FileSize, Lock, Unlock, CheckReservedLock;
    public delegate* unmanaged[Cdecl]<NativeFile*, int, void*, int> FileControl;
    public nint SectorSize, DeviceCharacteristics;
    public nint ShmMap, ShmLock, ShmBarrier, ShmUnmap;
    public nint Fetch, Unfetch;
}
