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
        foreach (var node in graph.WithLogic.Where(node => !node.IsDecision)) ReadModel(node, (Invocable.Knowledge)graph.Invocables[node.Id]);
        return [.. graph.WithLogic.Where(node => node.IsDecision).Select(ReadDecision)];
    }

    private void ReadModel(Node node, Invocable.Knowledge model)
    {
        var names = Names.OfNewFrame(feel.Types);
        foreach (var parameter in model.Parameters) names = Add(names, parameter.Name, node, out _);
        List<Requirement.Function> functions = [];
        var callable = Callable(node);
        foreach (var (name, called) in callable.Where(pair => !names.Knows(pair.Key)))
        {
            names = names.With(name, out var slot);
            functions.Add(new(slot, called));
        }

        if (!names.Knows(node.Name))
        {
            // A model may call itself.
            names = names.With(node.Name, out var self);
            functions.Add(new(self, model));
            callable[node.Name] = model;
        }

        var place = new Place(node.Says, node.Id, node.Name, names, callable);
        if (node.Xml.Child("encapsulatedLogic") is { } function && _boxed.IsFeelFunction(function, place))
            model.Complete(_boxed.Only(function, place), names.FrameSize, functions.ToValueList());
        else if (node.Xml.Child("encapsulatedLogic") is null) NoLogic(node);
    }

    private DecisionDraft ReadDecision(Node node)
    {
        var names = Names.OfNewFrame(feel.Types);
        List<Requirement> requirements = [];
        List<(string, int)> decisions = [];
        foreach (var required in graph.RequiredBy(node))
        {
            names = Add(names, required.Name, node, out var slot);
            if (graph.IsCut(node, required)) continue;
            switch (required)
            {
                case Required.Own { Node: var own } when graph.Inputs.TryGetValue(own.Id, out var data): requirements.Add(new Requirement.Input(slot, data, "")); break;
                case Required.Own { Node: { IsDecision: true } own }: decisions.Add((own.Id, slot)); break;
                case Required.Own { Node: var own }: requirements.Add(new Requirement.Function(slot, graph.Invocables[own.Id])); break;
                case Required.Input input: requirements.Add(new Requirement.Input(slot, input.Data, input.Import)); break;
                case Required.Decided decided: requirements.Add(new Requirement.Value(slot, decided.Decision, decided.Import)); break;
                case Required.Called called: requirements.Add(new Requirement.Function(slot, called.Invocable)); break;
            }
        }
        if (BoxedReader.ExpressionOf(node.Xml) is not { } expression) NoLogic(node);
        else if (names.FrameSize == 0) names = Undeclared(node, expression, names, requirements);

        var logic = _boxed.Only(node.Xml, new Place(node.Says, node.Id, node.Name, names, Callable(node)));
        ValueList<string> outputs = (logic is Boxed.Typed typed ? typed.Inner : logic) is Boxed.Table table
            ? table.Rules.Outputs.Select(output => output.Name).ToValueList()
            : [node.Name];
        var clauses = node.Xml.Clauses.Concat(node.Xml.Child("decisionTable")?.Clauses ?? []).Distinct().ToValueList();
        return new(new(node.Id, node.Name, node.Xml.Description, outputs, clauses, names.FrameSize, requirements.ToValueList(),
            types.Of(node.Xml.Child("variable"), node.Says), logic)
        {
            Label = node.Xml.Label,
        }, decisions.ToValueList());
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
        foreach (var name in texts.Where(text => text.Length > 0).SelectMany(feel.FreeNames).Distinct())
        {
            names = names.With(name, out var slot);
            inputs.Add(new Requirement.Input(slot, new(name, new DataType.Any()), ""));
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

    private Dictionary<string, Invocable> Callable(Node node)
    {
        Dictionary<string, Invocable> callable = new(StringComparer.Ordinal);
        foreach (var required in graph.RequiredBy(node))
        {
            if (required is Required.Called imported) callable.TryAdd(imported.Name, imported.Invocable);
            if (required is Required.Own { Node: var own } && graph.Invocables.TryGetValue(own.Id, out var called)) callable.TryAdd(own.Name, called);
        }
        return callable;
    }

    private void NoLogic(Node node) =>
        findings.Error("no-logic", node.Xml, $"{node.Says} has no logic; expected a decision table or an expression.",
            "Add a decision table or a literal expression.");
}
