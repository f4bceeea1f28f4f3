namespace WorkflowItsm.Runtime.Hosting;

/// <summary>The folder of the store.</summary>
public static class DataDirectory
{
    /// <summary>A file that is there while a backup is put into the folder: no server starts on what is not whole.</summary>
    public const string UnfinishedRestore = "restore.unfinished";

    /// <summary>Why a folder is not to be worked on: a backup was not restored into it to the end. Null when nothing is in the way.</summary>
    /// <param name="path">The folder; relative to the working directory. It need not be there.</param>
    public static string? WhyNot(string path)
    {
        var folder = Path.GetFullPath(path);
        return File.Exists(Path.Combine(folder, UnfinishedRestore))
            ? $"The data folder {folder} holds a backup whose restore was not finished; restore it again, or choose another folder with --data."
            : null;
    }

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
