using System.Runtime.CompilerServices;

namespace WorkflowItsm.Testing;

/// <summary>
/// Compares a text with the one that a person has approved. The approved text is committed beside the test, as
/// <c>Name.approved.txt</c>; what the test saw instead is left as <c>Name.received.txt</c>, which git ignores.
/// </summary>
public static class Golden
{
    /// <summary>Fails with the first line that differs; passes, and leaves no received text, when none does.</summary>
    /// <param name="text">What the test saw. Line ends and the end of the last line make no difference.</param>
    /// <param name="name">What the files are called; null takes the test's file and method.</param>
    /// <param name="folder">The folder, below the test file's, of the approved text; null is the test file's own.</param>
    /// <param name="source">Left to the compiler.</param>
    /// <param name="member">Left to the compiler.</param>
    public static void Check(
        string text, string? name = null, string? folder = null, [CallerFilePath] string source = "", [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        var file = RepositoryRoot.PathOfSource(source);
        Compare(text, Path.Combine(Path.GetDirectoryName(file)!, folder ?? "", name ?? $"{Path.GetFileNameWithoutExtension(file)}.{member}"));
    }

    private static void Compare(string text, string path)
    {
        var (approved, received) = ($"{path}.approved.txt", $"{path}.received.txt");
        var found = Lines(text);
        if (!File.Exists(approved))
        {
            Leave(received, found);
            Assert.Fail($"Nothing is approved as {approved} yet. Read {Path.GetFileName(received)} beside it and, when it is right, rename it.");
        }

        var expected = Lines(File.ReadAllText(approved));
        var line = Enumerable.Range(0, Math.Max(found.Length, expected.Length)).FirstOrDefault(at => At(found, at) != At(expected, at), -1);
        if (line >= 0)
        {
            Leave(received, found);
            Assert.Fail($"Line {line + 1} of {approved} differs.\nApproved: {Shown(expected, line)}\nReceived: {Shown(found, line)}\n"
                + $"When the received text is right, rename {Path.GetFileName(received)} beside it.");
        }

        File.Delete(received);
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static string? At(string[] lines, int at) => at < lines.Length ? lines[at] : null;

    private static string Shown(string[] lines, int at) => At(lines, at) ?? "(the text has ended)";

    private static void Leave(string path, string[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }
}
