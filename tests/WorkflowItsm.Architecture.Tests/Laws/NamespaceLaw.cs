using System.Text.RegularExpressions;

namespace WorkflowItsm.Architecture.Tests.Laws;

/// <summary>Who knows a type's name knows its folder: the namespace of a file is its project and its folders.</summary>
internal static partial class NamespaceLaw
{
    public static IEnumerable<string> Offences(string project, IEnumerable<(string Path, string Text)> sources)
    {
        foreach (var (path, text) in sources.Where(source => source.Path != "Program.cs"))
        {
            var expected = string.Join('.', [project, .. path.Split('/')[..^1]]);
            foreach (var found in Declared(text).Where(found => found != expected))
            {
                yield return $"{project}/{path}: found the namespace {found}, expected {expected};";
            }

            if (!Declared(text).Any() && !text.Contains("[assembly:", StringComparison.Ordinal) && !text.Contains("global using", StringComparison.Ordinal))
            {
                yield return $"{project}/{path}: found no namespace, expected {expected};";
            }
        }
    }

    private static IEnumerable<string> Declared(string text) => Declaration().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
