using System.Xml.Linq;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>
/// Global tasks (BPMN 2.0, 10.3.7): tasks that stand beside the processes and that call activities of any process may call. Each is read as a
/// process that holds the one task and nothing else.
/// </summary>
internal static class GlobalTasks
{
    /// <summary>Whether an element is a global task.</summary>
    public static bool Is(XElement element) => ElementTable.IsGlobalTask(element.Name.LocalName);

    /// <summary>The process that stands for a global task; it has the task's id, and the task in it the id with the suffix <c>.task</c>.</summary>
    public static XElement AsProcess(XElement task)
    {
        var id = task.Text("id") ?? "";
        var inside = new XElement(task) { Name = BpmnXml.Model + KindOf(task.Name.LocalName) };
        inside.SetAttributeValue("id", $"{id}.task");
        foreach (var alike in task.Attributes("scriptLanguage")) inside.SetAttributeValue("scriptFormat", alike.Value);
        return new XElement(BpmnXml.Model + "process", new XAttribute("id", id), new XAttribute("name", task.Text("name") ?? ""), inside);
    }

    /// <summary>globalUserTask holds a userTask.</summary>
    private static string KindOf(string global) => char.ToLowerInvariant(global["global".Length]) + global[("global".Length + 1)..];
}
