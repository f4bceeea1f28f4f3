using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>Calls over HTTP and mails, which are the handlers <c>http</c> and <c>mail</c> here, and values that are put into a bean before it works.</summary>
internal static class ConnectorRule
{
    /// <summary>What a call is told by, there and here.</summary>
    private static readonly (string There, string Here)[] Names =
        [("url", "url"), ("method", "method"), ("payload", "body"), ("headers", "headers"), ("requestUrl", "url"), ("requestMethod", "method"), ("requestBody", "body")];

    /// <summary>What a mail is told by, there and here.</summary>
    private static readonly (string There, string Here)[] MailNames = [("to", "to"), ("cc", "cc"), ("subject", "subject"), ("text", "body")];

    /// <summary>Camunda 7's connectors.</summary>
    public static void Ask(XElement task, XElement connector, ImportPlan plan)
    {
        var id = connector.Inner("connectorId").FirstOrDefault()?.Value.Trim() ?? "";
        var found = new ForeignText(ForeignXml.SpokenName(connector), id);
        if (id is not ("mail-send" or "http-connector"))
        {
            plan.Refuse("import-connector", task, found, "Do the work in a handler of the host or in a worker, and name it in <itsm:handler> or <itsm:topic>.");
            return;
        }
        var mapping = connector.Inner("inputOutput").ToList();
        List<(string, string?)> inputs = [.. mapping.SelectMany(part => part.Inner("inputParameter")).Select(part => (part.Text("name") ?? "", MappingRule.Value(part, plan)))];
        if (id == "mail-send") OfferMail(task, found, inputs, plan);
        else Offer(task, found, inputs, plan);
        if (!mapping.SelectMany(part => part.Inner("outputParameter")).Any()) return;
        if (id == "mail-send")
            plan.Tell("import-connector-output", Severity.Warning, connector,
                "found outputs of a connector, which see the answer in another form: here it is a context of messageId and recipients.",
                "Write the outputs by <itsm:output>, such as messageId.");
        else
            plan.Tell("import-connector-output", Severity.Warning, connector,
                "found outputs of a connector, which see the answer in another form: here it is a context of status, headers and body, and a JSON body is read already.",
                "Write the outputs by <itsm:output> with response.body in the place of the parsed response.");
    }

    /// <summary>Flowable's HTTP task.</summary>
    public static void AskFields(XElement task, ForeignText type, ImportPlan plan) =>
        Offer(task, type, [.. task.FamilyParts("field").Select(field => (field.Text("name") ?? "", FieldValue(field, plan)))], plan);

    /// <summary>Flowable's and Activiti's mail task.</summary>
    public static void AskMail(XElement task, ForeignText type, ImportPlan plan) =>
        OfferMail(task, type, [.. task.FamilyParts("field").Select(field => (field.Text("name") ?? "", FieldValue(field, plan)))], plan);

    /// <summary>The literal text of a field; null when it is not there or is an expression.</summary>
    public static string? Field(XElement task, string name) =>
        task.FamilyParts("field").FirstOrDefault(field => field.Text("name") == name) is { } field && Text(field) is { } text && !JuelTemplate.IsExpression(text) ? text.Trim() : null;

    /// <summary>Fields that are put into a bean, as inputs of the handler.</summary>
    public static IReadOnlyList<(string Name, string Value)> Fields(XElement task, ImportPlan plan) =>
    [
        .. from field in task.FamilyParts("field")
           let name = field.Text("name")
           let value = FieldValue(field, plan)
           where name is not null && value is not null
           select (name, value)
    ];

    private static void Offer(XElement task, ForeignText found, List<(string Name, string? Value)> values, ImportPlan plan)
    {
        foreach (var (name, _) in values.Where(value => Array.TrueForAll(Names, known => known.There != value.Name) && value.Name is not ("responseVariableName" or "saveResponseParameters")))
            plan.Tell("import-connector-input", Severity.Warning, task,
                $"found the input \"{Words.Short(name)}\" of a call over HTTP, which the handler http does not know.", "Look whether the call needs it.");
        plan.Offer("import-http", task, found, "<itsm:handler name=\"http\"/>", _ =>
        {
            task.Name = BpmnXml.Model + "serviceTask";
            OurXml.Set(task, "handler", ("name", "http"), ("result", Field(task, "responseVariableName") ?? "response"));
            foreach (var (there, here) in Names)
                if (values.Find(value => value.Name == there).Value is { } feel) OurXml.Add(task, "input", ("name", here), ("value", feel));
        }, "Apply the change, and put secrets into the host's settings (Outbound:Secrets).");
    }

    private static void OfferMail(XElement task, ForeignText found, List<(string Name, string? Value)> values, ImportPlan plan)
    {
        foreach (var (name, _) in values.Where(value => Array.TrueForAll(MailNames, known => known.There != value.Name)))
            plan.Tell("import-connector-input", Severity.Warning, task,
                $"found the input \"{Words.Short(name)}\" of a mail, which the handler mail does not know.", "Look whether the mail needs it; mails are plain text, from the sender in the host's settings.");
        plan.Offer("import-mail", task, found, "<itsm:handler name=\"mail\"/>", _ =>
        {
            OurXml.Set(task, "handler", ("name", "mail"), ("result", "sent"));
            foreach (var (there, here) in MailNames)
                if (values.Find(value => value.Name == there).Value is { } feel) OurXml.Add(task, "input", ("name", here), ("value", feel));
        }, "Apply the change; who is told by a decision is better served by a send task with <itsm:notify>.");
    }

    private static string? FieldValue(XElement field, ImportPlan plan) => Text(field) is { } text ? plan.Feel(field, text) : null;

    private static string? Text(XElement field) =>
        field.Text("stringValue") ?? field.Text("expression") ?? field.Elements().FirstOrDefault(part => part.Name.LocalName is "string" or "expression")?.Value;
}
