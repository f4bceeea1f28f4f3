using System.Text;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Tests.Bench;

/// <summary>Small bundles.</summary>
internal static class Bundles
{
    public static string Process(string id, string name = "Nothing much", string? decision = null) => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="{Bpmn.Model.NodeSettings.Namespace}" id="Definitions_{id}" targetNamespace="urn:test">
          <bpmn:process id="{id}" name="{name}" isExecutable="true">
            <bpmn:startEvent id="Start"><bpmn:outgoing>Flow_1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="Flow_1" sourceRef="Start" targetRef="{(decision is null ? "End" : "Rule")}" />
            {(decision is null ? "" : $"""
            <bpmn:businessRuleTask id="Rule"><bpmn:extensionElements><itsm:decision ref="{decision}" /></bpmn:extensionElements><bpmn:incoming>Flow_1</bpmn:incoming><bpmn:outgoing>Flow_2</bpmn:outgoing></bpmn:businessRuleTask>
            <bpmn:sequenceFlow id="Flow_2" sourceRef="Rule" targetRef="End" />
            """)}
            <bpmn:endEvent id="End"><bpmn:incoming>{(decision is null ? "Flow_1" : "Flow_2")}</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;

    public static string Decision(string id) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Definitions_{id}" name="{id}" namespace="urn:test">
          <decision id="{id}" name="{id}"><variable name="{id}" /><literalExpression><text>1 + 1</text></literalExpression></decision>
        </definitions>
        """;

    public static ValueList<BundleFile> Files(params ReadOnlySpan<(string Path, string Text)> files) =>
        [.. files.ToArray().Select(file => new BundleFile(file.Path, Encoding.UTF8.GetBytes(file.Text)))];

    public static void Write(string folder, params ReadOnlySpan<(string Path, string Text)> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var (path, text) in files) File.WriteAllText(Path.Combine(folder, path), text);
    }
}
