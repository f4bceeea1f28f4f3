using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WorkflowItsm.Mail.Out;

/// <summary>Files that a power cut cannot take any more.</summary>
internal static partial class Durable
{
    /// <summary>
    /// Returns when the files and, where the system can, their names are on disk. Linux writes all of their file system at
    /// once (syncfs(2)), which for many small files is one wait for the disk instead of one each.
    /// </summary>
    /// <exception cref="IOException">The disk refused; nothing may be taken for durable.</exception>
    public static void Sync(IReadOnlyList<string> files)
    {
        if (OperatingSystem.IsLinux())
        {
            using var any = File.OpenHandle(files[0]);
            if (SyncFileSystem(any) != 0)
                throw new IOException($"The file system of {files[0]} could not be written to disk: {Marshal.GetLastPInvokeErrorMessage()}.");
            return;
        }

        foreach (var file in files)
        {
            using var handle = File.OpenHandle(file, access: FileAccess.Write);
            RandomAccess.FlushToDisk(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int SyncFileSystem(SafeFileHandle file);
}
