namespace WorkflowItsm.Testing;

/// <summary>
/// A small file for each element of BPMN that is executed, from <c>tests/WorkflowItsm.Bpmn.Tests/Files/elements.txt</c>: a heading
/// <c>## element</c>, the content of a process <c>P</c>, and after a line <c>+</c> what stands beside it. A line such as <c>S>N>X</c> draws flows.
/// What has to happen has an id that begins with <c>N</c>.
/// </summary>
public static class ElementSamples
{
    private const string Around = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="definitions" targetNamespace="t">
        <message id="M" name="answer"/><error id="E" errorCode="BOOM"/><escalation id="Esc" escalationCode="UP"/><signal id="Sig" name="alarm"/><dataStore id="Store" name="shelf"/>
        <signalEventDefinition id="D_alarm" signalRef="Sig"/>
        """;

    /// <summary>The files by the element's name; of a trigger by its kind and place, such as <c>timer Boundary</c>.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Parse(
        File.ReadAllText(RepositoryRoot.PathOf("tests", "WorkflowItsm.Bpmn.Tests", "Files", "elements.txt")));

    private static Dictionary<string, string> Parse(string text)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in ("\n" + text.ReplaceLineEndings("\n")).Split("\n## ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = part.TrimEnd('\n').Split('\n');
            var beside = Array.IndexOf(lines, "+");
            var inside = lines[1..(beside < 0 ? lines.Length : beside)];
            var xml = $"{Around}\n<process id=\"P\" isExecutable=\"true\">\n{string.Join('\n', inside.Select(Drawn))}\n</process>\n{(beside < 0 ? "" : string.Join('\n', lines[(beside + 1)..]))}\n</definitions>";
            foreach (var name in lines[0].Split(", ")) files.Add(name, xml);
        }

        return files;
    }

    private static string Drawn(string line)
    {
        if (line.StartsWith('<') || !line.Contains('>', StringComparison.Ordinal)) return line;
        var nodes = line.Split('>');
        return string.Concat(nodes.Skip(1).Select((node, at) => $"<sequenceFlow id=\"{nodes[at]}_{node}\" sourceRef=\"{nodes[at]}\" targetRef=\"{node}\"/>"));
    }
}
