using System.Text.RegularExpressions;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Zeebe;

/// <summary>What becomes of the answer of a REST connector: its task headers as the result variable, outputs and errors of our handler.</summary>
/// <param name="Variable">The variable for the whole answer; null: none is named.</param>
/// <param name="Outputs">Variables, and the FEEL that reads them from <c>result</c>.</param>
/// <param name="Errors">Statuses and the codes of the BPMN errors that they are, in FEEL; null: none.</param>
internal sealed partial record RestAnswer(string? Variable, IReadOnlyList<(string Name, string Feel)> Outputs, string? Errors)
{
    private const int MaxErrorExpression = 4_000;

    /// <summary>Reads the task headers; what cannot be said is told.</summary>
    public static RestAnswer Of(XElement task, ImportPlan plan)
    {
        string? variable = null, errors = null;
        List<(string Name, string Feel)> outputs = [];
        foreach (var header in task.ZeebePart("taskHeaders")?.Inner("header") ?? [])
        {
            if (header.Text("value") is not { } value) continue;
            switch (header.Text("key"))
            {
                case "resultVariable":
                    variable = value;
                    break;
                case "resultExpression":
                    outputs = OutputsOf(task, value, plan);
                    break;
                case "errorExpression":
                    errors = ErrorsOf(task, value, plan);
                    break;
                case "elementTemplateId" or "elementTemplateVersion":
                case "retryBackoff" when value == "PT0S":
                    break;
                case "retryBackoff":
                    plan.Tell("import-headers", Severity.Information, task,
                        $"found retryBackoff \"{Words.Short(value)}\": here the waits between tries grow by themselves.", "Nothing needs to be done.");
                    break;
                case var other:
                    plan.Tell("import-headers", Severity.Warning, task,
                        $"found the header \"{Words.Short(other ?? "")}\" of the task, which the handler http does not know.", "Look whether the call needs it.");
                    break;
            }
        }
        Overlap(task, outputs, plan);
        return new(variable, outputs, errors);
    }

    private static List<(string Name, string Feel)> OutputsOf(XElement task, string text, ImportPlan plan)
    {
        if (plan.Feel(task, text) is not { } feel) return [];
        if (FeelPieces.Renamed(feel, "response", "result") is { } whole && FeelPieces.Entries(whole) is { } entries && entries.All(entry => Name().IsMatch(entry.Key)))
        {
            var before = new HashSet<string>(StringComparer.Ordinal);
            var outputs = new List<(string, string)>();
            foreach (var (key, value) in entries)
            {
                // An entry may read those before it; an output cannot.
                outputs.Add((key, FeelPieces.Compiled(value)!.Names.Items.Any(before.Contains) ? $"{whole}.{key}" : value));
                before.Add(key);
            }
            return outputs;
        }
        plan.Tell("import-connector-output", Severity.Error, task,
            $"found resultExpression \"{Words.Short(text)}\", which cannot be taken apart into variables.", "Write an <itsm:output> for each variable; what response is there is result here.");
        return [];
    }

    /// <summary>A chain of questions for the status and nothing else can be said here.</summary>
    private static string? ErrorsOf(XElement task, string text, ImportPlan plan)
    {
        var feel = Expressions.WithoutEquals(text);
        if (feel.Length <= MaxErrorExpression && Chain().Match(feel) is { Success: true } chain)
            return FeelPieces.Context(chain.Groups["status"].Captures.Zip(chain.Groups["code"].Captures, (status, code) => (status.Value, code.Value)).DistinctBy(pair => pair.Item1));
        plan.Tell("import-connector-output", Severity.Error, task,
            $"found errorExpression \"{Words.Short(text)}\", which asks for more than the status.", "Name statuses and codes of errors in the input errors, or look at the answer in a gateway behind the task.");
        return null;
    }

    private static void Overlap(XElement task, List<(string Name, string Feel)> outputs, ImportPlan plan)
    {
        foreach (var output in task.ZeebePart("ioMapping")?.Inner("output") ?? [])
        {
            if (output.Text("source") is not { } source || FeelPieces.Compiled(Expressions.WithoutEquals(source)) is not { } reads || !outputs.Exists(one => reads.Names.Items.Contains(one.Name))) continue;
            plan.Tell("import-connector-output", Severity.Error, output,
                $"found zeebe:output \"{Words.Short(source)}\", which reads what resultExpression gave: here outputs read the answer, not each other.", "Read it from result in the output.");
        }
    }

    [GeneratedRegex("""^(?:if\s+(?:error\.code\s*=\s*"(?<status>[1-5]\d\d)"|matches\(\s*error\.code\s*,\s*"(?<status>[1-5]\d\d)"\s*\))\s+then\s+bpmnError\(\s*(?<code>"[^"\\]+")\s*(?:,\s*"[^"\\]*"\s*)?\)\s+else\s+)+null$""", RegexOptions.CultureInvariant)]
    private static partial Regex Chain();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\d_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
