using System.Text.Json;

namespace WorkflowItsm.DesignerHost.Serving;

/// <summary>
/// <c>server.json</c> in the data folder: where the server that runs on it listens, and a token for the verbs of
/// the same user. Only that user can read it; it is worth nothing once the server has ended.
/// </summary>
internal sealed record ServerFile(Uri Url, string Token)
{
    private const string Name = "server.json";

    public static void Write(string data, ServerFile file)
    {
        var draft = Path.Combine(data, Name + ".tmp");
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options)) JsonSerializer.Serialize(stream, file);
        File.Move(draft, Path.Combine(data, Name), overwrite: true);
    }

    /// <summary>What the last server left; null when none did. It may be dead.</summary>
    public static ServerFile? Read(string data)
    {
        try
        {
            return JsonSerializer.Deserialize<ServerFile>(File.ReadAllBytes(Path.Combine(data, Name)));
        }
        catch (Exception missing) when (missing is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static void Delete(string data) => File.Delete(Path.Combine(data, Name));
}
