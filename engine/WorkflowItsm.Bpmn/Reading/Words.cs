using System.Text;
using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>How findings name elements: in the words of the palette, with the name as drawn and the id.</summary>
internal static class Words
{
    private const int LongestName = 80;
    private const int MostNames = 10;
    private const int MostLookedAt = 400;

    /// <summary>At the beginning of a sentence: <c>User task "Handle" (Task_handle)</c>.</summary>
    public static Sentence Of(XElement element) => Within(element).AtStart();

    /// <summary>Inside a sentence: <c>user task "Handle" (Task_handle)</c>.</summary>
    public static Sentence Within(XElement element)
    {
        var kind = Sentence.Term(Kind(element));
        return (Beginning(element, "name"), Beginning(element, "id")) switch
        {
            ({ } name, { } id) => (Sentence)$"{kind} \"{Short(name)}\" ({Short(id)})",
            ({ } name, null) => (Sentence)$"{kind} \"{Short(name)}\"",
            (null, { } id) => (Sentence)$"{kind} {Short(id)}",
            _ => (Sentence)$"{kind} without name and id",
        };
    }

    /// <summary>The kind of an element in the palette's words.</summary>
    public static string Kind(XElement element) => element.Name.LocalName switch
    {
        "intermediateCatchEvent" => "catch event",
        "intermediateThrowEvent" => "throw event",
        "eventBasedGateway" => "event-based gateway",
        "subProcess" when element.Flag("triggeredByEvent", false) => "event sub-process",
        "subProcess" => "sub-process",
        "adHocSubProcess" => "ad hoc sub-process",
        "multiInstanceLoopCharacteristics" => "multi-instance marker",
        "standardLoopCharacteristics" => "loop marker",
        "eventDefinitionRef" => "reference to an event definition",
        "compensateEventDefinition" => "compensation event",
        var name when name.EndsWith("EventDefinition", StringComparison.Ordinal) => Spaced(name[..^"Definition".Length]),
        var name => Spaced(name),
    };

    /// <summary>The kind with its article: <c>an event-based gateway</c>.</summary>
    public static Sentence A(string kind) =>
        "aeiou".Contains(kind[0], StringComparison.Ordinal) && !kind.StartsWith("user", StringComparison.Ordinal)
            ? (Sentence)$"an {Sentence.Term(kind)}"
            : (Sentence)$"a {Sentence.Term(kind)}";

    /// <summary>Several things in a row: <c>a, b and c</c>.</summary>
    public static Sentence List(IReadOnlyList<Sentence> items) =>
        items.Count < 2 ? Sentence.Join("", items) : $"{Sentence.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";

    /// <summary>Several names of the file in a row.</summary>
    public static Sentence Names(IEnumerable<string> names) => List([.. names.Select(Sentence.Verbatim)]);

    /// <summary>One of several things: <c>a, b or c</c>.</summary>
    public static Sentence Either(IReadOnlyList<Sentence> items) =>
        items.Count < 2 ? Sentence.Join("", items) : $"{Sentence.Join(", ", items.Take(items.Count - 1))} or {items[^1]}";

    /// <summary>Several elements in a row; beyond the tenth only their number.</summary>
    public static Sentence Elements(IReadOnlyCollection<DrawnNode> nodes)
    {
        var names = nodes.Take(MostNames).Select(node => Within(node.Element)).ToList();
        if (nodes.Count > MostNames) names.Add($"{nodes.Count - MostNames} more");
        return List(names);
    }

    /// <summary>A text of the file, short and in one line, so that a sentence stays a sentence.</summary>
    public static string Short(string text)
    {
        // A name may be a megabyte long and stand in ten thousand sentences: only its beginning is looked at.
        var begins = text.Length <= MostLookedAt ? text : text[..MostLookedAt] + "…";
        var line = string.Join(' ', begins.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestName ? line : line[..(LongestName - 1)] + "…";
    }

    private static string? Beginning(XElement element, string attribute) =>
        element.Attribute(attribute)?.Value is { } value && !value.AsSpan(0, Math.Min(value.Length, MostLookedAt)).IsWhiteSpace() ? value : null;

    private static string Spaced(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0) words.Append(' ');
            words.Append(char.ToLowerInvariant(letter));
        }
        return words.ToString();
    }
}
