using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>An element of the requirements graph that others may refer to. It says "Decision 'Priority'" in findings.</summary>
internal sealed record Node(string Id, string Name, Sentence Says, XElement Xml)
{
    public bool IsDecision => Xml.Name.LocalName == "decision";
}

/// <summary>Something that an element requires, under the name by which its logic sees it.</summary>
internal abstract record Required
{
    private Required(string name) => Name = name;

    public string Name { get; }

    /// <summary>An element of the same file.</summary>
    internal sealed record Own(Node Node) : Required(Node.Name);

    internal sealed record Input(string Name, InputData Data, string Import) : Required(Name);

    internal sealed record Decided(string Name, Decision Decision, string Import) : Required(Name);

    internal sealed record Called(string Name, Invocable Invocable) : Required(Name);
}

/// <summary>The elements of a decision requirements graph by id, and who requires whom (DMN 1.5 clause 6).</summary>
internal sealed class Graph
{
    private readonly Dictionary<string, Node> _nodes = [];
    private readonly Dictionary<string, List<Required>> _required = [];
    private readonly List<(Node Node, List<Required> Outputs, List<Required> InputDecisions)> _services = [];
    private readonly HashSet<(string Id, Required Required)> _cut = [];
    private readonly Imports _imports;
    private readonly TypeReader _types;
    private readonly FindingList _findings;
    private readonly string _namespace;

    private Graph(XElement root, Imports imports, TypeReader types, FindingList findings)
    {
        (_imports, _types, _findings) = (imports, types, findings);
        _namespace = (string?)root.Attribute("namespace") ?? "";
    }

    /// <summary>Decisions and knowledge models in the order of the file.</summary>
    public List<Node> WithLogic { get; } = [];

    /// <summary>Input data by id.</summary>
    public Dictionary<string, InputData> Inputs { get; } = [];

    /// <summary>Knowledge models and decision services by id; what is inside them comes later.</summary>
    public Dictionary<string, Invocable> Invocables { get; } = [];

    /// <summary>What an element requires, in the order of the file; what could not be found is left out (its finding says so).</summary>
    public IReadOnlyList<Required> RequiredBy(Node node) => _required.GetValueOrDefault(node.Id) ?? [];

    /// <summary>Marks a requirement that closes a circle: it is never followed, its name has no value.</summary>
    public void Cut(Node node, Required required) => _cut.Add((node.Id, required));

    public bool IsCut(Node node, Required required) => _cut.Contains((node.Id, required));

    public static Graph Read(XElement root, Imports imports, TypeReader types, FindingList findings)
    {
        var graph = new Graph(root, imports, types, findings);
        var elements = root.Elements().Where(child => child.Name.Namespace == root.Name.Namespace).ToList();
        foreach (var element in elements) graph.Add(element);
        foreach (var element in elements.Where(element => element.Name.LocalName == "decisionService")) graph.AddService(element);
        foreach (var node in graph.WithLogic) graph._required[node.Id] = graph.Resolve(node);
        Circles.Check(graph, findings);
        return graph;
    }

    /// <summary>Tells the services which decisions they hold, once these are made.</summary>
    public void CompleteServices(Dictionary<string, Decision> decisions)
    {
        foreach (var (node, outputs, inputs) in _services)
            ((Invocable.Service)Invocables[node.Id]).Complete(Made(outputs), Made(inputs));

        ValueList<Decision> Made(List<Required> required) => required
            .Select(one => one is Required.Own { Node.Id: var id } ? decisions.GetValueOrDefault(id) : (one as Required.Decided)?.Decision)
            .OfType<Decision>().ToValueList();
    }

    private void Add(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "inputData" when Named(element, "Input") is { } node:
                Inputs[node.Id] = new(node.Name, _types.Of(element.Child("variable"), node.Says)) { Label = element.Label };
                break;
            case "decision" when Named(element, "Decision") is { } node:
                WithLogic.Add(node);
                break;
            case "businessKnowledgeModel" when Named(element, "Knowledge model") is { } node:
                WithLogic.Add(node);
                var parameters = (element.Child("encapsulatedLogic")?.Children("formalParameter") ?? [])
                    .Select(parameter => new InputData(parameter.NameOrEmpty, _types.Of(parameter, node.Says))).ToValueList();
                Invocables[node.Id] = new Invocable.Knowledge(node.Id, node.Name, parameters, ResultOf(element, node));
                break;
        }
    }

    /// <summary>Its parameters are its input data, then its input decisions (DMN 1.5 clause 10.4).</summary>
    private void AddService(XElement element)
    {
        if (Named(element, "Decision service") is not { } node) return;
        var inputs = References(node, element.Children("inputData"), "inputData");
        var decisions = References(node, element.Children("inputDecision"), "decision");
        var outputs = References(node, element.Children("outputDecision"), "decision");
        if (outputs.Count == 0)
            _findings.Error("no-output-decision", element, $"{node.Says} names no output decision; it gives nothing.", "Name the decision that it gives.");
        var parameters = inputs.Concat(decisions).Select(required => new InputData(required.Name, TypeOf(required))).ToValueList();
        Invocables[node.Id] = new Invocable.Service(node.Id, node.Name, parameters, ResultOf(element, node));
        _services.Add((node, outputs, decisions));
    }

    private DataType TypeOf(Required required) => required switch
    {
        Required.Own { Node: var node } when Inputs.TryGetValue(node.Id, out var data) => data.Type,
        Required.Own { Node: var node } => _types.Of(node.Xml.Child("variable"), node.Says),
        Required.Input input => input.Data.Type,
        Required.Decided decided => decided.Decision.Parts.Type,
        Required.Called => new DataType.Any(),
    };

    /// <summary>The variable of what is called is of a function's type; editors also give it the type of the result.</summary>
    private DataType ResultOf(XElement element, Node node) =>
        _types.Of(element.Child("variable"), node.Says) is var type && type.Bare is DataType.Function function ? function.Output : type;

    private Node? Named(XElement element, string kind)
    {
        var name = element.NameOrEmpty;
        if (name.Length == 0)
        {
            _findings.Error("missing-name", element, $"{Sentence.Term(kind)} '{element.Id}' has no name; expressions refer to it by name.",
                "Give it a name.");
            return null;
        }
        if (element.Id is null)
            _findings.Warning("missing-id", element, $"{Sentence.Term(kind)} '{name}' has no id; its name is used as one.",
                "Give it an id, so that it keeps its history when it is renamed.");
        var node = new Node(element.Id ?? name, name, $"{Sentence.Term(kind)} '{name}'", element);
        // A second holder of an id has its finding already; the first one keeps it.
        return _nodes.TryAdd(node.Id, node) ? node : null;
    }

    private List<Required> Resolve(Node node)
    {
        var references = node.Xml.Children("informationRequirement").Concat(node.Xml.Children("knowledgeRequirement"))
            .SelectMany(requirement => requirement.Elements());
        return [.. References(node, references.Where(reference => reference.Name.LocalName == "requiredInput"), "inputData")
            .Concat(References(node, references.Where(reference => reference.Name.LocalName == "requiredDecision"), "decision"))
            .Concat(References(node, references.Where(reference => reference.Name.LocalName == "requiredKnowledge"), "businessKnowledgeModel"))
            .Distinct()];
    }

    private List<Required> References(Node node, IEnumerable<XElement> references, string wanted)
    {
        List<Required> found = [];
        foreach (var reference in references)
        {
            var href = (string?)reference.Attribute("href") ?? "";
            var mark = href.LastIndexOf('#');
            var (space, id) = (mark > 0 ? href[..mark] : "", href[(mark + 1)..]);
            if (Find(space, id, wanted) is { } required) found.Add(required);
            else
                _findings.Error("requirement-missing", reference,
                    space.Length == 0 || space == _namespace
                        ? (Sentence)$"{node.Says} requires '{href}', but this file has no {wanted} with that id."
                        : (Sentence)$"{node.Says} requires '{href}', but no file that this one imports has a {wanted} with that id.",
                    "Draw the requirement from an element of this file or of an imported one, or delete it.");
        }
        return found;
    }

    private Required? Find(string space, string id, string wanted)
    {
        if ((space.Length == 0 || space == _namespace) && _nodes.TryGetValue(id, out var own))
        {
            var kind = own.Xml.Name.LocalName;
            return kind == wanted || (kind, wanted) is ("decisionService", "businessKnowledgeModel") ? new Required.Own(own) : null;
        }

        if (_imports.OfNamespace(space) is not var (import, parts)) return null;
        return wanted switch
        {
            "inputData" when parts.Inputs.TryGetValue(id, out var data) => new Required.Input(Imports.Qualified(import, data.Name), data, import),
            "decision" when parts.DecisionsById.TryGetValue(id, out var decision) =>
                new Required.Decided(Imports.Qualified(import, decision.Name), decision, import),
            "businessKnowledgeModel" when parts.Invocables.TryGetValue(id, out var called) =>
                new Required.Called(Imports.Qualified(import, called.Name), called),
            _ => null,
        };
    }
}
