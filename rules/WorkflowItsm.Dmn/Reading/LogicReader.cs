using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>Compiles the logic of each decision and knowledge model in the scope that its requirements give it.</summary>
internal sealed class LogicReader(Graph graph, FeelCompiler feel, TypeReader types, FindingList findings)
{
    private readonly BoxedReader _boxed = new(feel, types, findings);

    public IReadOnlyList<DecisionDraft> Read()
    {
        foreach (var node in graph.WithLogic.Where(node => !node.IsDecision)) ReadModel(node, graph.Models[node.Id]);
        return [.. graph.WithLogic.Where(node => node.IsDecision).Select(ReadDecision)];
    }

    private void ReadModel(Node node, Knowledge model)
    {
        var names = Names.OfNewFrame();
        foreach (var parameter in model.Parameters) names = Add(names, parameter.Name, node, out _);
        var place = new Place(node.Says, node.Id, node.Name, names, Callable(node));
        if (node.Xml.Child("encapsulatedLogic") is { } function) model.Complete(_boxed.Only(function, place), names.FrameSize);
        else NoLogic(node);
    }

    private DecisionDraft ReadDecision(Node node)
    {
        var names = Names.OfNewFrame();
        List<Requirement> inputs = [];
        List<(string, int)> decisions = [];
        foreach (var required in graph.RequiredBy(node))
        {
            if (graph.Inputs.TryGetValue(required.Id, out var data))
            {
                names = Add(names, data.Name, node, out var slot);
                inputs.Add(new Requirement.Input(slot, data));
            }
            else if (required.IsDecision)
            {
                names = Add(names, required.Name, node, out var slot);
                decisions.Add((required.Id, slot));
            }
        }
        if (BoxedReader.ExpressionOf(node.Xml) is not { } expression) NoLogic(node);
        else if (names.FrameSize == 0) names = Undeclared(node, expression, names, inputs);

        var logic = _boxed.Only(node.Xml, new Place(node.Says, node.Id, node.Name, names, Callable(node)));
        ValueList<string> outputs = logic is Boxed.Table table
            ? table.Rules.Outputs.Select(output => output.Name).ToValueList()
            : [node.Name];
        var clauses = node.Xml.Clauses.Concat(node.Xml.Child("decisionTable")?.Clauses ?? []).Distinct().ToValueList();
        return new(new(node.Id, node.Name, node.Xml.Description, outputs, clauses, names.FrameSize, inputs.ToValueList(),
            types.Of(node.Xml.Child("variable"), node.Says), logic) { Label = node.Xml.Label }, decisions.ToValueList());
    }

    /// <summary>
    /// A lone table, as editors make it at first, draws no requirements: the names that its inputs use are then its inputs.
    /// </summary>
    private Names Undeclared(Node node, XElement expression, Names names, List<Requirement> inputs)
    {
        var texts = expression.Name.LocalName switch
        {
            "decisionTable" => expression.Children("input").Select(input => input.Child("inputExpression")?.Text ?? ""),
            "literalExpression" => [expression.Text],
            _ => [],
        };
        foreach (var name in texts.Where(text => text.Length > 0).SelectMany(FeelCompiler.FreeNames).Distinct())
        {
            names = names.With(name, out var slot);
            inputs.Add(new Requirement.Input(slot, new(name, new DataType.Any())));
            findings.Warning("undeclared-input", expression,
                $"{node.Says} uses '{name}' without requiring it; it is taken as an input from the caller.",
                $"Draw an input data '{name}' and the requirement from it.");
        }
        return names;
    }

    private Names Add(Names names, string name, Node node, out int slot)
    {
        if (names.Knows(name))
            findings.Error("duplicate-name", node.Xml, $"{node.Says} sees two values named '{name}'.", "Give one of them another name.");
        return names.With(name, out slot);
    }

    private Dictionary<string, Knowledge> Callable(Node node) => graph.RequiredBy(node)
        .Where(required => graph.Models.ContainsKey(required.Id)).DistinctBy(required => required.Name)
        .ToDictionary(required => required.Name, required => graph.Models[required.Id]);

    private void NoLogic(Node node) =>
        findings.Error("no-logic", node.Xml, $"{node.Says} has no logic; expected a decision table or an expression.",
            "Add a decision table or a literal expression.");
}
