using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Runtime.Scripts;

/// <summary>
/// The digests of all scripts that programs on this data folder have shipped, so that a case which began under an older release can
/// finish under it. A file of its own beside the store, which no backup holds: what came into the store from elsewhere vouches for nothing.
/// </summary>
/// <param name="options">Where the data folder is; a store that keeps nothing has no ledger.</param>
internal sealed class ScriptLedger(WorkflowItsmOptions options)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "scripts.ledger";

    private string File => Path.Combine(Path.GetFullPath(options.DataDirectory), FileName);

    /// <summary>The digests in the file; lines that are none are passed over. Empty when there is no file.</summary>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public IReadOnlyList<string> Read() => options.KeepsNothing || !System.IO.File.Exists(File)
        ? []
        : [.. System.IO.File.ReadLines(File).Where(line => line.Length == 64 && line.All(char.IsAsciiHexDigitLower))];

    /// <summary>Keeps digests, in place of those that were there: all of them, or the old ones. On disk when it returns.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(IEnumerable<string> digests)
    {
        if (options.KeepsNothing) return;
        var draft = File + ".tmp";
        using (var stream = new FileStream(draft, Only()))
        {
            using (var writer = new StreamWriter(stream, leaveOpen: true))
                foreach (var digest in digests.Order(StringComparer.Ordinal)) writer.WriteLine(digest);
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(draft, File, overwrite: true);
    }

    // Whoever writes it says what may run with the rights of the program.
    private static FileStreamOptions Only()
    {
        var only = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) only.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return only;
    }
}
