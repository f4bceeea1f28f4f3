using System.Text;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Small processes and decisions.</summary>
internal static class Some
{
    /// <summary>A process <c>P</c> of the given elements; messages <c>alert</c>, <c>reply</c>, the signal <c>storm</c> and errors <c>lost</c>, <c>late</c> are declared.</summary>
    public static ProcessModel Process(string elements, string extensions = "")
    {
        var read = Read(elements, extensions);
        Assert.True(read.File is not null, string.Join('\n', read.Findings.Items.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message)));
        return read.File.Processes[0];
    }

    public static BpmnRead Read(string elements, string extensions = "", string id = "P") =>
        BpmnFile.Read("some.bpmn", Encoding.UTF8.GetBytes(ProcessXml(elements, extensions, id)));

    /// <summary>The file of a process.</summary>
    public static string ProcessXml(string elements, string extensions = "", string id = "P") => $"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="definitions" targetNamespace="t">
          <message id="alert" name="alert"/><message id="reply" name="reply"/>
          <signal id="storm" name="storm"/>
          <error id="lost" errorCode="lost"/><error id="late" errorCode="late"/>
          <signal id="bell" name="bell"/><signal id="horn" name="horn"/><escalation id="slow" escalationCode="slow"/><escalation id="slower" escalationCode="slower"/>
          <process id="{id}" isExecutable="true"><extensionElements>{extensions}</extensionElements>{elements}</process>
        </definitions>
        """;

    /// <summary>The process with a condition on a flow where the reader does not take one yet.</summary>
    public static ProcessModel WithCondition(this ProcessModel model, string flowId, string feel)
    {
        var condition = FeelExpression.Compile(feel, new FeelScope([], open: true)).Value;
        return new(model.Id, model.Name, model.Settings,
            [.. model.Nodes.Items.Select(node => node with { Incoming = [.. node.Incoming.Items.Select(Changed)], Outgoing = [.. node.Outgoing.Items.Select(Changed)] })]);

        SequenceFlow Changed(SequenceFlow flow) => flow.Id == flowId ? flow with { Condition = condition } : flow;
    }

    /// <summary>An association from a compensation event to what undoes the work.</summary>
    public static string Undo(string from, string to) => $"""<association id="{from}_{to}" associationDirection="One" sourceRef="{from}" targetRef="{to}"/>""";

    /// <summary>Sequence flows: <c>"A>B>C"</c> a chain, <c>"A>B ? x = 1"</c> with a condition. The id of a flow is <c>A_B</c>.</summary>
    public static string Flows(params string[] flows)
    {
        var xml = new List<string>();
        foreach (var flow in flows)
        {
            var parts = flow.Split(" ? ", 2);
            var nodes = parts[0].Split('>');
            for (var i = 1; i < nodes.Length; i++)
            {
                var condition = parts.Length == 2 ? $"<conditionExpression><![CDATA[{parts[1]}]]></conditionExpression>" : "";
                xml.Add($"""<sequenceFlow id="{nodes[i - 1]}_{nodes[i]}" sourceRef="{nodes[i - 1]}" targetRef="{nodes[i]}">{condition}</sequenceFlow>""");
            }
        }

        return string.Concat(xml);
    }

    /// <summary>A script task that sets its result variable.</summary>
    public static string Script(string id, string variable, string feel) =>
        $"""<scriptTask id="{id}" scriptFormat="feel" itsm:resultVariable="{variable}"><script><![CDATA[{feel}]]></script></scriptTask>""";

    public static string Timer(string form, string time) => $"<timerEventDefinition><{form}>{time}</{form}></timerEventDefinition>";

    public static string Message(string id, string key) =>
        $"""<extensionElements><itsm:correlation key="{key}"/></extensionElements><messageEventDefinition messageRef="{id}"/>""";

    /// <summary>The decision of a table: each rule is its input cells and output cells, separated by <c>|</c>.</summary>
    public static Decision Table(string id, string hitPolicy, string[] inputs, string[] outputs, params string[] rules)
    {
        var read = DmnModel.Read("some.dmn", Encoding.UTF8.GetBytes(TableXml(id, hitPolicy, inputs, outputs, rules)));
        Assert.True(read.Model is not null, string.Join('\n', read.Findings.Items.Select(finding => finding.Message)));
        return read.Model.Decisions[0];
    }

    /// <summary>The file of a table.</summary>
    public static string TableXml(string id, string hitPolicy, string[] inputs, string[] outputs, params string[] rules)
    {
        var xml = new List<string> { $"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="D_{id}" name="{id}" namespace="t">""" };
        foreach (var input in inputs) xml.Add($"""<inputData id="in_{input}" name="{input}"><variable id="v_{input}" name="{input}"/></inputData>""");
        xml.Add($"""<decision id="{id}" name="{id}"><variable id="v_{id}" name="{id}"/>""");
        foreach (var input in inputs) xml.Add($"""<informationRequirement id="r_{input}"><requiredInput href="#in_{input}"/></informationRequirement>""");
        xml.Add($"""<decisionTable id="T_{id}" hitPolicy="{hitPolicy}">""");
        foreach (var input in inputs) xml.Add($"""<input id="i_{input}"><inputExpression id="e_{input}"><text>{input}</text></inputExpression></input>""");
        foreach (var output in outputs) xml.Add($"""<output id="o_{output}" name="{output}"/>""");
        for (var r = 0; r < rules.Length; r++)
        {
            var cells = rules[r].Split('|', StringSplitOptions.TrimEntries);
            xml.Add($"""<rule id="rule{r + 1}">""");
            for (var c = 0; c < cells.Length; c++)
            {
                var kind = c < inputs.Length ? "inputEntry" : "outputEntry";
                xml.Add($"""<{kind} id="c{r}_{c}"><text><![CDATA[{cells[c]}]]></text></{kind}>""");
            }

            xml.Add("</rule>");
        }

        xml.Add("</decisionTable></decision></definitions>");
        return string.Concat(xml);
    }

    /// <summary>Impact and urgency, both 1 to 3, give a priority; anything else none.</summary>
    public static Decision Priority() => Table("priority", "UNIQUE", ["impact", "urgency"], ["priority"], "1 | 1 | 1", "1 | 2 | 2", "2 | - | 3", "3 | - | 4");

    public static FeelContext Values(params (string, FeelValue)[] values) => FeelContext.Of(values);
}
