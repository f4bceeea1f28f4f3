using System.Collections.Frozen;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Bpmn.Verification;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>One process on its way: drawing, then expressions and nodes, then the checks over all of it, then the model.</summary>
internal static class ProcessReader
{
    /// <summary>Reads an executable process; null when one of its findings is an error. Its nodes go to <paramref name="read"/> all the same.</summary>
    public static ProcessModel? Read(XElement process, References references, BpmnReadOptions options, FindingList findings, List<FlowNode> read)
    {
        var drawing = new DrawingReader(references, findings).Read(process);
        var expressions = new Expressions(new FeelScope(VariableNames(process), open: true), findings);
        var settings = new SettingsReader(expressions, findings);
        var triggers = new TriggerReader(references, settings, new TimerReader(expressions, findings), new MisfireReader(findings), expressions, findings);
        var loops = new LoopReader(settings, triggers, expressions, findings);
        var nodes = new NodeReader(settings, triggers, loops, new DataReader(expressions, findings), references, expressions, options, findings);

        foreach (var flow in drawing.AllScopes().SelectMany(scope => scope.Flows)) ReadFlow(flow, expressions);
        foreach (var node in drawing.AllNodes()) node.Model = nodes.Read(node);
        read.AddRange(drawing.AllNodes().Select(node => node.Model).OfType<FlowNode>());

        VocabularyCheck.Check(process, findings);
        IgnoredCheck.Check(process, findings);
        StructureCheck.Check(drawing, findings);
        GatewayCheck.Check(drawing, findings);
        PathCheck.Check(drawing, findings);
        ParallelStateCheck.Check(drawing, findings);
        LoopCheck.Check(drawing, findings);

        LinkCheck.Check(drawing, findings);

        return findings.HasErrors ? null : new ProcessModel(
            drawing.Id, process.Text("name") ?? "", SettingsReader.Read(process), [.. drawing.AllNodes().Select(node => node.Model).OfType<FlowNode>()])
        {
            Data = drawing.AllScopes().Select(scope => (scope.Id, Names: DataNames.OwnedBy(scope.Element).ToValueList())).Where(scope => !scope.Names.IsEmpty)
                .ToFrozenDictionary(scope => scope.Id, scope => scope.Names, StringComparer.Ordinal),
        };
    }

    private static void ReadFlow(DrawnFlow flow, Expressions expressions)
    {
        var condition = flow.Condition is null ? null : expressions.CompileContent(flow.Element.Part("conditionExpression")!, "condition");
        flow.Model = new SequenceFlow(flow.Id, flow.Element.Text("name") ?? "", flow.Source.Id, flow.Target.Id, condition);
    }

    /// <summary>
    /// The names that the process itself gives to variables: only a known name may hold spaces or operators;
    /// all others are found in the scope because it is open.
    /// </summary>
    private static IEnumerable<string> VariableNames(XElement process) =>
        process.Descendants().SelectMany(element => element.Name switch
        {
            var name when name == BpmnXml.Ours + "output" => element.Text("name") is { } variable ? [variable] : [],
            var name when name == BpmnXml.Ours + "derive" => element.Text("variable") is { } variable ? [variable] : [],
            var name when name == BpmnXml.Ours + "decision" || name == BpmnXml.Ours + "handler" => element.Text("result") is { } variable ? [variable] : [],
            var name when name == BpmnXml.Ours + "loop" => new[] { element.Text("item"), element.Text("results") }.OfType<string>(),
            _ => element.Text(BpmnXml.Ours + "resultVariable") is { } variable ? new[] { variable } : [],
        }).Concat(DataNames.All(process)).Distinct(StringComparer.Ordinal);
}
