using System.Globalization;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Interchange;

/// <summary>Compares two documents as they are in memory.</summary>
internal static class InterchangeComparison
{
    private const int MostDifferences = 50;

    public static ValueList<string> Of(InterchangeDocument first, InterchangeDocument second)
    {
        var differences = new List<string>();
        Compare("element", [.. first.Elements.Select(Say)], [.. second.Elements.Select(Say)], differences);
        Compare("diagram part", [.. first.Diagram.Select(Say)], [.. second.Diagram.Select(Say)], differences);
        Compare("foreign namespace", Say(first), Say(second), differences);
        return [.. differences.Take(MostDifferences)];
    }

    private static void Compare(string what, string[] first, string[] second, List<string> differences)
    {
        var left = Counted(first);
        foreach (var one in second)
            if (!Take(left, one)) differences.Add($"{what} only in the second: {one}");
        differences.AddRange(left.SelectMany(pair => Enumerable.Repeat($"{what} only in the first: {pair.Key}", pair.Value)));
    }

    private static Dictionary<string, int> Counted(string[] items) =>
        items.GroupBy(item => item, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static bool Take(Dictionary<string, int> left, string item)
    {
        if (left.GetValueOrDefault(item) is not (> 0 and var count)) return false;
        left[item] = count - 1;
        return true;
    }

    private static string Say(InterchangeElement element) => string.Join(' ',
    [
        element.Kind, element.Id ?? "-", $"\"{element.Name}\"", "in", element.Parent?.Id ?? element.Parent?.Kind ?? "-",
        .. element.Source.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => $"{attribute.Name}={attribute.Value}").Order(StringComparer.Ordinal),
        element.Source.HasElements ? "" : element.Source.Value.Trim(),
        .. element.References.Select(reference => $"{reference.Role}->{reference.Target?.Id ?? "?"}"),
    ]);

    private static string Say(DiagramPart part) => string.Join(' ',
    [
        part.Kind, part.Id ?? "-", "of", part.Element?.Id ?? "-", "in", part.Parent?.Id ?? part.Parent?.Kind ?? "-", part.Bounds?.ToString() ?? "",
        .. part.Waypoints.Items.Select(point => string.Create(CultureInfo.InvariantCulture, $"({point.X}, {point.Y})")),
    ]);

    private static string[] Say(InterchangeDocument document) => [.. document.Foreign.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}"))];
}
