using System.Security.Cryptography;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Mail.Threads;

/// <summary>
/// The secret behind the tokens: the file <c>mail.key</c> of the data folder, made on the first call and for its owner
/// alone. Without it, replies to mails that were sent before are not known again.
/// </summary>
internal static class KeyFile
{
    private const string Name = "mail.key";
    private const int Length = 32;

    public static byte[] Read(string dataDirectory)
    {
        DataDirectory.Make(dataDirectory);
        var path = Path.Combine(dataDirectory, Name);
        if (!File.Exists(path)) Make(path);
        var key = File.ReadAllBytes(path);
        return key.Length == Length
            ? key
            : throw new InvalidOperationException($"{path} has {key.Length} bytes; expected {Length}. Bring back the file from a backup, or delete it: replies to mails sent so far will then not be recognised.");
    }

    private static void Make(string path)
    {
        var draft = path + ".tmp";
        var create = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, create))
        {
            file.Write(RandomNumberGenerator.GetBytes(Length));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
