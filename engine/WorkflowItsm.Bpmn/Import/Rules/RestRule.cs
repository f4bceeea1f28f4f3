using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Zeebe;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>Camunda 8's REST connector, which is the handler <c>http</c> here; both are told in FEEL.</summary>
internal static class RestRule
{
    private const string Type = "io.camunda:http-json:";

    /// <summary>Whether a task is done by that connector.</summary>
    public static bool Is(XElement task) => task.ZeebePart("taskDefinition")?.Text("type") is { } type && Is(WorkRule.Constant(type) ?? "");

    /// <summary>Whether a type of work is that connector.</summary>
    public static bool Is(string type) => type.StartsWith(Type, StringComparison.Ordinal);

    public static void Ask(XElement task, ForeignText type, ImportPlan plan)
    {
        plan.Mark(task.ZeebePart("taskHeaders"));
        var inputs = new RestCall(task, plan).Inputs(new(task, plan));
        var answer = RestAnswer.Of(task, plan);
        plan.Offer("import-http", task, type, "<itsm:handler name=\"http\"/>", _ =>
        {
            task.Name = BpmnXml.Model + "serviceTask";
            OurXml.Set(task, "handler", ("name", "http"), ("result", answer.Variable ?? (answer.Outputs.Count == 0 ? "response" : null)));
            foreach (var (name, feel) in inputs) OurXml.Add(task, "input", ("name", name), ("value", feel));
            if (answer.Errors is { } errors) OurXml.Add(task, "input", ("name", "errors"), ("value", errors));
            foreach (var (name, feel) in answer.Outputs)
                if (!MappingRule.Has(task, "output", name)) OurXml.Add(task, "output", ("name", name), ("value", feel));
        });
    }
}
