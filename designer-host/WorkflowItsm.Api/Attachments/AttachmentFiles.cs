using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Api.Attachments;

/// <summary>The bytes of attachments: a file each in the folder <c>attachments</c> below the data folder. Safe to share between threads.</summary>
internal sealed class AttachmentFiles(WorkflowItsmOptions options)
{
    private readonly string _folder = Path.Combine(Path.GetFullPath(options.DataDirectory), "attachments");

    /// <summary>Writes the bytes; they are on disk when it returns, before anything says that they are.</summary>
    public async Task WriteAsync(string id, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        DataDirectory.Make(_folder);
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using var file = new FileStream(PathOf(id), how);
            await file.WriteAsync(content, cancellationToken);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            Delete(id);
            throw;
        }
    }

    /// <summary>The bytes; null when they are no longer there.</summary>
    public FileStream? Open(string id)
    {
        try
        {
            return new(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Delete(string id) => File.Delete(PathOf(id));

    // Ids are ours, hexadecimal; a journal that says otherwise must not reach another file.
    private string PathOf(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(_folder, id)
        : throw new ArgumentException($"'{id}' is not the id of an attachment; expected 32 lower-case hexadecimal digits.", nameof(id));
}
