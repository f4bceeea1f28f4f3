using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>
/// What a service task does (and a send task or business rule task that is bound like one): workers outside become a topic; Java beans and
/// classes become handlers, which the host registers under the same name; an expression that only computes becomes a script in FEEL.
/// </summary>
internal static class WorkRule
{
    private static readonly string[] Bindings =
        ["type", "topic", "class", "delegateExpression", "expression", "resultVariable", "resultVariableName", "taskPriority"];

    public static void Ask(XElement task, ImportPlan plan)
    {
        Mark(task, plan);
        if (BpmnXml.Setting(task, "topic") is not null || BpmnXml.Setting(task, "handler") is not null) return;
        if (task.ZeebePart("taskDefinition") is { } definition) AskZeebe(task, definition, plan);
        else if (task.FamilyParts("connector").FirstOrDefault() is { } connector) ConnectorRule.Ask(task, connector, plan);
        else if (task.Theirs("type") is { } type) AskType(task, type, plan);
        else if (task.Theirs("delegateExpression") is { } bean) AskBean(task, bean, plan);
        else if (task.Theirs("class") is { } code) Handler(task, code, code.Value[(code.Value.LastIndexOf('.') + 1)..], plan);
        else if (task.Theirs("expression") is { } expression) AskExpression(task, expression, plan);
    }

    /// <summary>Our binding for a name; a task of another kind becomes a service task.</summary>
    public static void Bind(XElement task, string setting, string name)
    {
        task.Name = BpmnXml.Model + "serviceTask";
        OurXml.Set(task, setting, ("name", name), ("result", task.Theirs("resultVariable", "resultVariableName")?.Value));
    }

    private static void AskZeebe(XElement task, XElement definition, ImportPlan plan)
    {
        if (definition.Own("type") is not { } type) return;
        var name = Constant(type.Value);
        if (name is null)
            plan.Refuse("import-work-unknown", task, type, "Name one topic for the task, or a task for each.");
        else if (RestRule.Is(name))
        {
            RestRule.Ask(task, type, plan);
            return;
        }
        else if (name.StartsWith("io.camunda:", StringComparison.Ordinal) || name.StartsWith("io.camunda.connector", StringComparison.Ordinal))
            plan.Refuse("import-connector", task, type, name.Contains("mail", StringComparison.Ordinal) || name.Contains("sendgrid", StringComparison.Ordinal)
                ? (Sentence)"Use the handler mail with the inputs to, subject and body, or a worker of your own."
                : (Sentence)"Use the handler http with the inputs url, method, headers and body, or a worker of your own.");
        else Topic(task, type, name, plan);
        if (task.ZeebePart("taskHeaders") is { } headers && headers.HasElements)
        {
            plan.Mark(headers);
            plan.Tell("import-headers", Severity.Warning, task,
                "found zeebe:taskHeaders, which have no equivalent here: a worker gets the inputs of the task and nothing else.",
                "Give the worker what it needs by <itsm:input>.");
        }
    }

    private static void AskType(XElement task, ForeignText type, ImportPlan plan)
    {
        switch (type.Value)
        {
            case "external" or "external-worker" when task.Theirs("topic") is { } topic && !JuelTemplate.IsExpression(topic.Value):
                Topic(task, topic, topic.Value, plan);
                break;
            case "http":
                ConnectorRule.AskFields(task, type, plan);
                break;
            case "dmn" when ConnectorRule.Field(task, "decisionTableReferenceKey") is { } key:
                plan.Offer("import-decision", task, type, $"<itsm:decision ref=\"{key}\"/>", _ =>
                {
                    task.Name = BpmnXml.Model + "businessRuleTask";
                    OurXml.Set(task, "decision", ("ref", key));
                }, "Apply the change, and put the decision into the bundle.");
                break;
            case "mail":
                ConnectorRule.AskMail(task, type, plan);
                break;
            default:
                plan.Refuse("import-work-unknown", task, type, "Do the work in a handler of the host or in a worker, and name it in <itsm:handler> or <itsm:topic>.");
                break;
        }
    }

    private static void AskBean(XElement task, ForeignText bean, ImportPlan plan)
    {
        if (Inside(bean.Value) is { } inside && JuelParser.Read(inside) is JuelNode.Name name) Handler(task, bean, name.Value, plan);
        else plan.Refuse("import-work-unknown", task, bean, "Register a handler in the host, and name it in <itsm:handler>.");
    }

    private static void AskExpression(XElement task, ForeignText expression, ImportPlan plan)
    {
        var node = Inside(expression.Value) is { } inside ? JuelParser.Read(inside) : null;
        if (node is JuelNode.Call { Of: JuelNode.Name bean, Method: var method } call && new JuelToFeel().Say(call) is null && bean.Value is not ("execution" or "task"))
        {
            var arguments = call.Arguments.Items.Where(argument => argument is not JuelNode.Name { Value: "execution" or "task" })
                .Select(argument => new JuelToFeel().Say(argument)?.Text).ToList();
            if (!arguments.Contains(null))
            {
                plan.Offer("import-handler", task, expression, $"<itsm:handler name=\"{bean.Value}.{method}\"/>", _ =>
                {
                    Bind(task, "handler", $"{bean.Value}.{method}");
                    var number = 0;
                    foreach (var argument in arguments) OurXml.Add(task, "input", ("name", $"argument{++number}"), ("value", argument));
                }, $"Apply the change, and register a handler with the name \"{bean.Value}.{method}\" in the host; what it was called with are its inputs argument1, argument2 and so on.");
                return;
            }
        }
        if (plan.Feel(task, expression.Value) is not { } feel) return;
        plan.Offer("import-script", task, expression, $"a script task: {feel}", _ => ScriptRule.Write(task, feel, task.Theirs("resultVariable", "resultVariableName")?.Value));
    }

    private static void Handler(XElement task, ForeignText found, string name, ImportPlan plan)
    {
        var fields = ConnectorRule.Fields(task, plan);
        plan.Offer("import-handler", task, found, $"<itsm:handler name=\"{name}\"/>", _ =>
        {
            Bind(task, "handler", name);
            foreach (var (field, value) in fields) OurXml.Add(task, "input", ("name", field), ("value", value));
        }, $"Apply the change, and register a handler with the name \"{name}\" in the host.");
    }

    private static void Topic(XElement task, ForeignText found, string name, ImportPlan plan) =>
        plan.Offer("import-topic", task, found, $"<itsm:topic name=\"{name}\"/>", _ => Bind(task, "topic", name),
            $"Apply the change, and let a worker lease the topic \"{name}\".");

    private static void Mark(XElement task, ImportPlan plan)
    {
        foreach (var attribute in task.Attributes())
            if (ForeignXml.Is(attribute.Name.Namespace) && Bindings.Contains(attribute.Name.LocalName)) plan.Mark(attribute);
        plan.Mark(task.ZeebePart("taskDefinition"));
        foreach (var part in task.FamilyParts("connector").Concat(task.FamilyParts("field"))) plan.Mark(part);
    }

    /// <summary>A text of Camunda 8's that is the same in every case; null of others.</summary>
    public static string? Constant(string text) => text.StartsWith('=') ? Literal(Expressions.WithoutEquals(text)) : text;

    /// <summary>What stands in the braces of a text that is one expression.</summary>
    public static string? Inside(string text) =>
        text.Length > 3 && text[0] is '$' or '#' && text[1] == '{' && text[^1] == '}' && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1 ? text[2..^1] : null;

    /// <summary>The value of a FEEL text that is one literal text.</summary>
    public static string? Literal(string feel) =>
        feel.Length >= 2 && feel[0] == '"' && feel[^1] == '"' && !feel.AsSpan(1, feel.Length - 2).ContainsAny('"', '\\') ? feel[1..^1] : null;
}
