using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Reads the root of a file: is it BPMN, is it bounded, are ids unique, which processes are to be executed.</summary>
internal static class DefinitionsReader
{
    /// <summary>The checks over paths are about linear in the elements; this bound keeps a file well below a second.</summary>
    private const int MaxElements = 20_000;

    /// <summary>The executable processes; meaningless when there are error findings. Every node that can be read goes to <paramref name="nodes"/>.</summary>
    public static ValueList<ProcessModel> Read(XElement root, BpmnReadOptions options, FindingList findings, List<FlowNode> nodes)
    {
        if (!IsReadable(root, findings)) return [];
        CheckIds(root, findings);
        var references = new References(root);
        var models = new List<ProcessModel>();
        var executable = 0;
        foreach (var process in root.Elements(BpmnXml.Model + "process"))
        {
            if (IsExecutable(process))
            {
                executable++;
                if (ProcessReader.Read(process, references, options, findings, nodes) is { } model) models.Add(model);
            }
            else
            {
                findings.Add("not-executable", Severity.Information, process,
                    "found that it is not marked as executable, so that it is kept as a drawing only.",
                    "Set isExecutable to true if it is to run.");
            }
        }
        foreach (var task in root.Parts().Where(part => GlobalTasks.Is(part)))
        {
            executable++;
            if (ProcessReader.Read(GlobalTasks.AsProcess(task), references, options, findings, nodes) is { } model) models.Add(model.AsGlobalTask());
        }
        if (executable == 0)
            findings.Error("nothing-executable", root,
                "found no executable process, expected at least one.",
                "Set isExecutable to true on the process that is to run.");
        return [.. models];
    }

    /// <summary>Whether a file is BPMN, and not larger than the checks over it can bear.</summary>
    public static bool IsReadable(XElement root, FindingList findings)
    {
        if (root.Name != BpmnXml.Model + "definitions")
        {
            RefuseRoot(root, findings);
            return false;
        }
        var count = root.DescendantsAndSelf().Count();
        if (count <= MaxElements) return true;
        findings.Error("too-many-elements", root,
            $"found {count} elements, at most {MaxElements} are read.",
            "Split the processes into several files.");
        return false;
    }

    /// <summary>Says that a file is no BPMN.</summary>
    public static void RefuseRoot(XElement root, FindingList findings) => findings.Error("not-bpmn", root,
        $"found the root <{Words.Short(root.Name.LocalName)}> in namespace \"{Words.Short(root.Name.NamespaceName)}\", expected <definitions> in namespace \"{BpmnXml.Model}\".",
        "Export the process as BPMN 2.0 XML.");

    /// <summary>BPMN leaves the default open; only a public process, which shows others how to talk to one, is not run without a word.</summary>
    private static bool IsExecutable(XElement process) => process.Flag("isExecutable", process.Text("processType") is not "Public");

    private static void CheckIds(XElement root, FindingList findings)
    {
        var seen = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var element in root.DescendantsAndSelf().Where(element => element.Name.Namespace == BpmnXml.Model))
            if (element.Text("id") is { } id && !seen.TryAdd(id, element))
                findings.Error("duplicate-id", element,
                    $"found the id \"{Words.Short(id)}\" a second time, it is already the id of {Words.Within(seen[id])}; expected each id once.",
                    "Give one of the two elements another id.");
    }
}
