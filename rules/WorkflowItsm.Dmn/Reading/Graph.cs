using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>An element of the requirements graph that others may refer to. It says "Decision 'Priority'" in findings.</summary>
internal sealed record Node(string Id, string Name, string Says, XElement Xml)
{
    public bool IsDecision => Xml.Name.LocalName == "decision";
}

/// <summary>The elements of a decision requirements graph by id, and who requires whom (DMN 1.5 clause 6).</summary>
internal sealed class Graph
{
    private readonly Dictionary<string, Node> _nodes = [];
    private readonly Dictionary<string, ValueList<Node>> _required = [];

    /// <summary>Decisions and knowledge models in the order of the file.</summary>
    public List<Node> WithLogic { get; } = [];

    /// <summary>Input data by id.</summary>
    public Dictionary<string, InputData> Inputs { get; } = [];

    /// <summary>Knowledge models by id; their bodies come later.</summary>
    public Dictionary<string, Knowledge> Models { get; } = [];

    /// <summary>What an element requires, in the order of the file; what could not be found is left out (its finding says so).</summary>
    public ValueList<Node> RequiredBy(Node node) => _required.GetValueOrDefault(node.Id);

    public static Graph Read(XElement root, TypeReader types, FindingList findings)
    {
        var graph = new Graph();
        foreach (var element in root.Elements().Where(child => child.Name.Namespace == root.Name.Namespace))
            graph.Add(element, types, findings);
        foreach (var node in graph.WithLogic)
            graph._required[node.Id] = graph.Resolve(node, findings);
        Circles.Check(graph, findings);
        return graph;
    }

    private void Add(XElement element, TypeReader types, FindingList findings)
    {
        switch (element.Name.LocalName)
        {
            case "inputData" when Named(element, "Input", findings) is { } node:
                Inputs[node.Id] = new(node.Name, types.Of(element.Child("variable"), node.Says)) { Label = element.Label };
                break;
            case "decision" when Named(element, "Decision", findings) is { } node:
                WithLogic.Add(node);
                break;
            case "businessKnowledgeModel" when Named(element, "Knowledge model", findings) is { } node:
                WithLogic.Add(node);
                var parameters = (element.Child("encapsulatedLogic")?.Children("formalParameter") ?? [])
                    .Select(parameter => new InputData(parameter.NameOrEmpty, types.Of(parameter, node.Says))).ToValueList();
                Models[node.Id] = new(node.Id, node.Name, parameters);
                break;
            case "import":
                findings.Error("import-not-supported", element,
                    $"Found an import of '{(string?)element.Attribute("namespace")}'; a model must stand in one file.",
                    "Copy the imported elements into this file.");
                break;
            case "decisionService":
                findings.Information("decision-service-not-run", element,
                    $"Decision service '{element.NameOrEmpty}' is kept in the file, but nothing runs it.",
                    "Call the decisions themselves.");
                break;
        }
    }

    private Node? Named(XElement element, string kind, FindingList findings)
    {
        var name = element.NameOrEmpty;
        if (name.Length == 0)
        {
            findings.Error("missing-name", element, $"{kind} '{element.Id}' has no name; expressions refer to it by name.",
                "Give it a name.");
            return null;
        }
        if (element.Id is null)
            findings.Warning("missing-id", element, $"{kind} '{name}' has no id; its name is used as one.",
                "Give it an id, so that it keeps its history when it is renamed.");
        var node = new Node(element.Id ?? name, name, $"{kind} '{name}'", element);
        // A second holder of an id has its finding already; the first one keeps it.
        return _nodes.TryAdd(node.Id, node) ? node : null;
    }

    private ValueList<Node> Resolve(Node node, FindingList findings)
    {
        var references = node.Xml.Children("informationRequirement").Concat(node.Xml.Children("knowledgeRequirement"))
            .SelectMany(requirement => requirement.Elements())
            .Where(reference => reference.Name.LocalName is "requiredInput" or "requiredDecision" or "requiredKnowledge");
        List<Node> found = [];
        foreach (var reference in references)
        {
            var href = (string?)reference.Attribute("href") ?? "";
            var wanted = reference.Name.LocalName switch
            {
                "requiredInput" => "inputData",
                "requiredDecision" => "decision",
                _ => "businessKnowledgeModel",
            };
            if (_nodes.TryGetValue(href[(href.LastIndexOf('#') + 1)..], out var required) && required.Xml.Name.LocalName == wanted)
                found.Add(required);
            else
                findings.Error("requirement-missing", reference,
                    $"{node.Says} requires '{href}', but this file has no {wanted} with that id.",
                    "Draw the requirement from an element of this file, or delete it.");
        }
        return found.Distinct().ToValueList();
    }
}
