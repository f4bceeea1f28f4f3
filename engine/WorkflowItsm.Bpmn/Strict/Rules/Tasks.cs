using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>What service, send, receive and script tasks take and give (10.3.3).</summary>
internal static class Tasks
{
    public static readonly StrictRule[] Rules =
    [
        new("service-task-input-set", "10.3.3", "exactly one input set at a service task with an operation", "Keep one input set.",
            model => from task in Servants(model)
                     where Sets(task, "inputSet") != 1
                     select new Offence(task, $"{Sets(task, "inputSet")} input sets")),
        new("service-task-output-set", "10.3.3", "at most one output set at a service task with an operation", "Keep one output set.",
            model => from task in Servants(model)
                     where Sets(task, "outputSet") > 1
                     select new Offence(task, $"{Sets(task, "outputSet")} output sets")),
        new("service-task-input-item", "10.3.3", "one data input with the item of the operation's inbound message", "Give the data input that item definition.",
            model => from task in Servants(model)
                     from offence in Fit(model, task, "dataInput", model.Target(model.Target(task, "operationRef")?.Part("inMessageRef")), exactlyOne: true)
                     select offence),
        new("service-task-output-item", "10.3.3", "one data output with the item of the operation's outbound message", "Give the data output that item definition.",
            model => from task in Servants(model)
                     from offence in Fit(model, task, "dataOutput", model.Target(model.Target(task, "operationRef")?.Part("outMessageRef")), exactlyOne: true)
                     select offence),
        new("send-task-input-set", "10.3.3", "at most one input set at a send task with a message", "Keep one input set.",
            model => from task in model.Of("sendTask")
                     where Message(model, task, "inMessageRef") is not null && Sets(task, "inputSet") > 1
                     select new Offence(task, $"{Sets(task, "inputSet")} input sets")),
        new("send-task-data-input", "10.3.3", "at most one data input at a send task with a message", "Keep one data input.",
            model => from task in model.Of("sendTask")
                     where Message(model, task, "inMessageRef") is not null && Items.Data(task, "dataInput").Count > 1
                     select new Offence(task, $"{Items.Data(task, "dataInput").Count} data inputs")),
        new("send-task-item", "10.3.3", "a data input with the item of the message", "Give the data input that item definition.",
            model => from task in model.Of("sendTask")
                     from offence in Fit(model, task, "dataInput", Message(model, task, "inMessageRef"), exactlyOne: false)
                     select offence),
        new("receive-task-with-incoming", "10.3.3", "no incoming flow at a receive task that starts the process", "Delete the flow, or set instantiate to false.",
            model => from task in model.Of("receiveTask")
                     where task.Flag("instantiate", false)
                     from flow in model.Into(task)
                     select new Offence(task, $"the incoming {Names.Of(flow)}")),
        new("receive-task-output-set", "10.3.3", "at most one output set at a receive task with a message", "Keep one output set.",
            model => from task in model.Of("receiveTask")
                     where Message(model, task, "inMessageRef") is not null && Sets(task, "outputSet") > 1
                     select new Offence(task, $"{Sets(task, "outputSet")} output sets")),
        new("receive-task-data-output", "10.3.3", "at most one data output at a receive task with a message", "Keep one data output.",
            model => from task in model.Of("receiveTask")
                     where Message(model, task, "inMessageRef") is not null && Items.Data(task, "dataOutput").Count > 1
                     select new Offence(task, $"{Items.Data(task, "dataOutput").Count} data outputs")),
        new("receive-task-item", "10.3.3", "a data output with the item of the message", "Give the data output that item definition.",
            model => from task in model.Of("receiveTask")
                     from offence in Fit(model, task, "dataOutput", Message(model, task, "inMessageRef"), exactlyOne: false)
                     select offence),
        new("script-format-missing", "10.3.3", "the format of the script", "Write the format of the script.",
            model => from task in model.Of(["scriptTask", "globalScriptTask"])
                     where !string.IsNullOrWhiteSpace(task.Part("script")?.Value) && task.Text(task.Is("scriptTask") ? "scriptFormat" : "scriptLanguage") is null
                     select new Offence(task, "a script without its format")),
    ];

    private static IEnumerable<XElement> Servants(StrictModel model) => model.Of("serviceTask").Where(task => model.Target(task, "operationRef").Is("operation"));

    private static XElement? Message(StrictModel model, XElement task, string inOrOut) =>
        (model.Target(task, "messageRef") ?? model.Target(model.Target(task, "operationRef")?.Part(inOrOut))) is { } message && message.Is("message") ? message : null;

    private static int Sets(XElement task, string kind) => task.Part("ioSpecification")?.Elements(BpmnXml.Model + kind).Count() ?? 0;

    private static IEnumerable<Offence> Fit(StrictModel model, XElement task, string kind, XElement? message, bool exactlyOne)
    {
        if (message is null || !message.Is("message")) yield break;
        var data = Items.Data(task, kind);
        var item = model.Item(message);
        if (exactlyOne && item is not null && data.Count != 1)
            yield return new(task, $"{data.Count} of them");
        foreach (var one in data)
            if (Items.Key(model.Item(one)) != Items.Key(item))
                yield return new(one, $"another item than that of {Names.Of(message)}");
    }
}
