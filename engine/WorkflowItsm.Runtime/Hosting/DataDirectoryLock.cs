using System.Globalization;

namespace WorkflowItsm.Runtime.Hosting;

/// <summary>
/// Holds a data folder for one process. The operating system lets go of the lock when the process ends, however
/// it ends, so that a crash leaves nothing to clean up.
/// </summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _held;

    private DataDirectoryLock(FileStream held) => _held = held;

    /// <summary>Makes the folder if it is missing, and takes it.</summary>
    /// <exception cref="InvalidOperationException">Another process holds it, or it cannot be written.</exception>
    public static DataDirectoryLock Take(string directory)
    {
        var folder = Path.GetFullPath(directory);
        if (DataDirectory.WhyNot(folder) is { } unfinished) throw new InvalidOperationException(unfinished);
        FileStream? held = null;
        try
        {
            DataDirectory.Make(folder);
            held = new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            // In a file of its own, because nobody else can read the locked one.
            File.WriteAllText(PidFile(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(held);
        }
        catch (UnauthorizedAccessException denied)
        {
            held?.Dispose();
            throw new InvalidOperationException(
                $"The data folder {folder} cannot be written: {denied.Message} Give this account the right to write it, "
                    + "or choose another folder with --data.", denied);
        }
        catch (IOException taken) when (held is null && File.Exists(Path.Combine(folder, ".lock")))
        {
            throw new InvalidOperationException(
                $"The data folder {folder} is in use by process {Holder(folder)}; stop it or choose another folder with --data.", taken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private static string Holder(string folder)
    {
        try
        {
            return File.ReadAllText(PidFile(folder)).Trim();
        }
        catch (IOException)
        {
            return "(unknown)";
        }
    }

    private static string PidFile(string folder) => Path.Combine(folder, ".lock.pid");
}
