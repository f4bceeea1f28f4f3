namespace WorkflowItsm.Testing;

/// <summary>Programs of others that a test drives, found on the search path.</summary>
public static class Tool
{
    /// <summary>The absolute path of a program; null when it is not installed.</summary>
    /// <param name="name">As one would type it, e.g. <c>prometheus-alertmanager</c>.</param>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            // Debian keeps servers there, off the path of those who are not root.
            .Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>The absolute path of a program; where it is not installed the running test is skipped, saying how to install it.</summary>
    /// <param name="name">As one would type it.</param>
    /// <param name="package">The Debian package that brings it; null when it is called like the program.</param>
    public static string Require(string name, string? package = null)
    {
        var path = Find(name);
        Assert.SkipWhen(path is null, $"{name} is not installed. Install it with: sudo apt-get install {package ?? name}");
        return path!;
    }
}
