using System.Text.RegularExpressions;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Definitions;

/// <summary>What bundles and their files may be called.</summary>
internal static partial class BundleNames
{
    private const int LongestPath = 300;

    /// <summary>Why a bundle cannot have a name; null when it can.</summary>
    public static Words? Problem(string name) => Name().IsMatch(name)
        ? null
        : new(
            $"'{name}' is no name for a bundle; expected up to 64 lower-case letters, digits and hyphens, beginning with a letter.",
            $"“{name}”不能作为流程包名称；应为最多 64 个小写字母、数字和连字符，以字母开头。");

    /// <summary>Why a file cannot have a path; null when it can. A folder of a zip ends with a slash.</summary>
    public static Words? PathProblem(string path) =>
        path.Length is 0 or > LongestPath || path.StartsWith('/') || path.Contains('\\', StringComparison.Ordinal)
            || path.Contains(':', StringComparison.Ordinal) || path.Any(char.IsControl)
            || path.TrimEnd('/').Split('/').Any(part => part is "" or "." or "..")
                ? new(
                    $"'{path}' is no path of a file; it must be relative, with forward slashes, and stay inside the bundle.",
                    $"“{path}”不能作为文件路径；必须是相对路径，使用正斜杠，且不能越出流程包。")
                : null;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
