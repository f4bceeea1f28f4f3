namespace WorkflowItsm.Bpmn.Tests;

/// <summary>
/// One case of <c>Files/findings.approved.txt</c>: a heading <c>## what is wrong</c>, the content of a process (or a
/// whole file), a line <c>=&gt;</c>, and every finding in full.
/// </summary>
internal sealed record FindingCase(string Name, string Input, string Expected)
{
    public static string Approved { get; } = Repository.PathOf("findings.approved.txt");

    public static IReadOnlyList<FindingCase> All { get; } = Parse(File.ReadAllText(Approved));

    /// <summary>The whole file.</summary>
    public string Content => IsWholeFile ? Input : Some.Process(Input);

    public string Actual() => Some.Text(Some.Read(Content).Findings);

    public string Render(string findings) => $"## {Name}\n{Input}\n=>\n{findings}\n";

    private bool IsWholeFile => Input.StartsWith("<?xml", StringComparison.Ordinal) || Input.StartsWith("<!", StringComparison.Ordinal)
        || Input.StartsWith("<definitions", StringComparison.Ordinal) || !Input.StartsWith('<');

    private static List<FindingCase> Parse(string text) =>
    [
        .. from part in ("\n" + text).Split("\n## ", StringSplitOptions.RemoveEmptyEntries)
           let name = part[..part.IndexOf('\n', StringComparison.Ordinal)]
           let halves = part[(name.Length + 1)..].Split("\n=>\n")
           select new FindingCase(name, halves[0].TrimEnd('\n'), halves[1].TrimEnd('\n') + "\n")
    ];
}
