using System.Globalization;
using System.Text;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Tests;

/// <summary>Files to begin a test with.</summary>
internal static class Some
{
    /// <summary>A file around the content of one executable process; the content begins in line 2.</summary>
    public static string Process(string content) =>
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:itsm=\"http://workflowitsm.org/schema/1.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
        + "<message id=\"M\" name=\"answer\"/><message id=\"M_nameless\"/><error id=\"E\" errorCode=\"BOOM\"/><error id=\"E_codeless\"/>"
        + "<process id=\"P\" name=\"Small\" isExecutable=\"true\">\n" + content + "\n</process>"
        + "<signal id=\"Sig\" name=\"alarm\"/><escalation id=\"Esc\" escalationCode=\"UP\"/><signalEventDefinition id=\"D_alarm\" signalRef=\"Sig\"/></definitions>";

    public static BpmnRead Read(string xml) => BpmnFile.Read("small.bpmn", Encoding.UTF8.GetBytes(xml));

    /// <summary>The only process of a file that must be right.</summary>
    public static ProcessModel Model(string content)
    {
        var read = Read(Process(content));
        Assert.True(read.File is not null, Text(read.Findings));
        return Assert.Single(read.File.Processes);
    }

    /// <summary>A node between a start and an end.</summary>
    public static T Node<T>(string element) where T : FlowNode =>
        Assert.IsType<T>(Model($"""
            <startEvent id="S"/><sequenceFlow id="F1" sourceRef="S" targetRef="N"/>
            {element}
            <sequenceFlow id="F2" sourceRef="N" targetRef="X"/><endEvent id="X"/>
            """)["N"]);

    /// <summary>Findings as the golden files show them.</summary>
    public static string Text(ValueList<Finding> findings)
    {
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            var place = finding.Position is { } at ? string.Create(CultureInfo.InvariantCulture, $" at {at.Line}:{at.Column}") : "";
            text.Append(CultureInfo.InvariantCulture, $"{finding.Severity} {finding.Code}{(finding.ElementId is null ? "" : " of " + finding.ElementId)}{place}\n  {finding.Message}\n  {finding.Cure}\n");
        }
        return text.Length == 0 ? "nothing\n" : text.ToString();
    }
}
