namespace WorkflowItsm.Runtime.Hosting;

/// <summary>The folder of the store.</summary>
public static class DataDirectory
{
    /// <summary>A file that is there while a backup is put into the folder: no server starts on what is not whole.</summary>
    public const string UnfinishedRestore = "restore.unfinished";

    /// <summary>
    /// Makes the folder, and those above it, if they are missing. A folder made here is for its owner alone: what it
    /// will hold is about people. One that is there already keeps its rights. Safe to call from any thread.
    /// </summary>
    /// <param name="path">The folder; relative to the working directory.</param>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
