using System.Text.RegularExpressions;

namespace WorkflowItsm.Bpmn.Import.Zeebe;

/// <summary>A secret of Camunda 8's in a text: <c>{{secrets.NAME}}</c>, formerly <c>secrets.NAME</c>.</summary>
/// <param name="Before">What stands before it, such as <c>Bearer </c>.</param>
/// <param name="Name">Its name.</param>
internal sealed partial record ZeebeSecret(string Before, string Name)
{
    /// <summary>The secret with which a text ends; null when it does not, or holds more of them.</summary>
    public static ZeebeSecret? Of(string? text) => text is not null && Ending().Match(text) is { Success: true } found ? new(found.Groups["before"].Value, found.Groups["name"].Value) : null;

    /// <summary>Whether a text or an expression names a secret.</summary>
    public static bool IsIn(string text) => Anywhere().IsMatch(text);

    [GeneratedRegex(@"^(?<before>[^{}]*)\{\{ *secrets\.(?<name>[\w./-]+) *\}\}$|^secrets\.(?<name>[\w./-]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ending();

    [GeneratedRegex(@"\{\{ *secrets\.|(^|"")secrets\.", RegexOptions.CultureInvariant)]
    private static partial Regex Anywhere();
}
