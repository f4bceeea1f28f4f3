namespace WorkflowItsm.Web.Sessions;

/// <summary>Where to go back to after a form; only paths of this site count, so that no link can lead a person elsewhere.</summary>
internal static class ReturnPath
{
    public static bool IsOwn(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal) && !path.Any(char.IsControl);

    /// <summary>The path, or the start page.</summary>
    public static string Of(string? path) => IsOwn(path) ? path! : "/";
}
